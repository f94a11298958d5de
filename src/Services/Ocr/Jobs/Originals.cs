using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Data;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Ocr;

/// <summary>
/// Copies of originals in the clear, for the programs that read files. They live in a private folder as long as they
/// are read; what a process that died has left is removed by the next one.
/// </summary>
internal sealed class Originals(IBlobStore blobs, IOptions<OcrOptions> options, IOptions<DataOptions> data) : IDisposable
{
    private readonly Lazy<ScratchFolder> _scratch = new(() => ScratchFolder.Open(
        options.Value.ScratchFolder is { Length: > 0 } folder ? folder : Path.Combine(Path.GetFullPath(data.Value.Folder), "scratch")));

    /// <summary>Null when the version has no original.</summary>
    public async Task<ScratchFile?> CopyAsync(string blobFolder, CancellationToken ct)
    {
        await using var content = await blobs.OpenReadAsync(DerivedBlobs.Original(blobFolder), ct);
        if (content is null)
        {
            return null;
        }

        var copy = New();
        try
        {
            await using var file = new FileStream(copy.Path, FileMode.CreateNew, FileAccess.Write);
            await content.CopyToAsync(file, 256 * 1024, ct);
        }
        catch
        {
            copy.Dispose();
            throw;
        }

        return copy;
    }

    public ScratchFile New() => new(_scratch.Value.NewFile());

    public void Dispose()
    {
        if (_scratch.IsValueCreated)
        {
            _scratch.Value.Dispose();
        }
    }
}

/// <summary>A file that is gone when it is no longer needed.</summary>
internal sealed record ScratchFile(string Path) : IDisposable
{
    public void Dispose() => File.Delete(Path);
}
