using System.Buffers;
using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// Objects as files of a folder: the path is the key. Files are 0600, folders 0700. An object is written to a scratch
/// file, flushed, renamed into place, and the folder is flushed: a crash leaves a scratch file, which the next start of
/// any process on the folder removes.
/// </summary>
internal sealed class FolderBlobStore : IBlobStore, IDisposable
{
    private const int CopyBuffer = 256 * 1024;

    private readonly string _root;
    private readonly ScratchFolder _scratch;

    public FolderBlobStore(string root)
    {
        _root = Path.GetFullPath(root);
        PrivateFile.CreateFolder(_root);
        _scratch = ScratchFolder.Open(ScratchRoot);
    }

    public async Task<BlobReceipt> PutAsync(string key, Stream content, string? expectedSha256, CancellationToken ct)
    {
        BlobKey.Check(key);
        ArgumentNullException.ThrowIfNull(content);

        var measured = MeasuredContent.Of(content, expectedSha256);
        var scratch = _scratch.NewFile();
        try
        {
            await WriteAsync(scratch, measured, ct);
            Publish(scratch, PathOf(key));
            return measured.Receipt;
        }
        catch (IOException e) when (DiskFull.Is(e))
        {
            throw new StoreFullException(e);
        }
        finally
        {
            File.Delete(scratch);
            if (!ReferenceEquals(measured, content))
            {
                await measured.DisposeAsync();
            }
        }
    }

    public Task<Stream?> OpenReadAsync(string key, CancellationToken ct)
    {
        BlobKey.Check(key);
        var path = PathOf(key);
        try
        {
            return Task.FromResult<Stream?>(new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.Asynchronous,
            }));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException
            || (e is UnauthorizedAccessException && Directory.Exists(path)))
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task<long?> FindLengthAsync(string key, CancellationToken ct)
    {
        BlobKey.Check(key);
        var file = new FileInfo(PathOf(key));
        return Task.FromResult<long?>(file.Exists ? file.Length : null);
    }

    public Task DeleteAsync(string key, CancellationToken ct)
    {
        BlobKey.Check(key);
        var path = PathOf(key);
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            return Task.CompletedTask;
        }

        RemoveEmptyFolders(Path.GetDirectoryName(path)!);
        return Task.CompletedTask;
    }

    public Task<BlobPage> ListAsync(string prefix, string? after, int limit, CancellationToken ct)
    {
        BlobKey.CheckPrefix(prefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var found = new FolderListing(_root, prefix, after).Take(limit + 1).ToList();
        return Task.FromResult(found.Count <= limit
            ? new BlobPage(found, null)
            : new BlobPage(found[..limit], found[limit - 1].Key));
    }

    /// <summary>Removes what writers that are gone have left behind.</summary>
    public int Sweep() => ScratchFolder.Sweep(ScratchRoot);

    public void Dispose() => _scratch.Dispose();

    private string ScratchRoot => Path.Combine(_root, ".tmp");

    private static async Task WriteAsync(string scratch, Stream content, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(CopyBuffer);
        try
        {
            await using var file = PrivateFile.Create(scratch);
            int filled;
            while ((filled = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct)) > 0)
            {
                await file.WriteAsync(buffer.AsMemory(0, filled), ct);
            }

            file.Flush(flushToDisk: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Publish(string scratch, string path)
    {
        const int Attempts = 10;
        for (var attempt = 1; ; attempt++)
        {
            PrivateFile.CreateFolder(Path.GetDirectoryName(path)!);
            try
            {
                File.Move(scratch, path, overwrite: true);
                PrivateFile.FlushFolder(Path.GetDirectoryName(path)!);
                return;
            }
            catch (DirectoryNotFoundException) when (attempt < Attempts)
            {
                // A deletion removed the empty folder between the two steps: make it again.
            }
        }
    }

    private void RemoveEmptyFolders(string folder)
    {
        try
        {
            while (folder.Length > _root.Length && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
                folder = Path.GetDirectoryName(folder)!;
            }
        }
        catch (IOException)
        {
            // Somebody stored into it or removed it meanwhile; an empty folder that stays harms nobody.
        }
    }

    private string PathOf(string key) => Path.Combine(_root, key.Replace('/', Path.DirectorySeparatorChar));
}
