using System.Security.Cryptography;
using System.Text.Json;
using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// Copies every object from one kind of store to the other, as it is kept: encrypted, so that no key is needed and none
/// changes. Each copy is read back and compared by hash. What is done is noted every page: killed, it goes on from there.
/// The source is left as it is.
/// </summary>
public sealed class BlobMigration : IDisposable
{
    private const int PageSize = 200;
    private const int AtOnce = 4;
    private const int Attempts = 3;

    private readonly IBlobStore _from;
    private readonly IBlobStore _to;
    private readonly string _notes;
    private readonly string _route;

    private BlobMigration(IBlobStore from, IBlobStore to, string notes, string route) =>
        (_from, _to, _notes, _route) = (from, to, notes, route);

    /// <param name="from">A provider's name, as in <c>Blobs:Provider</c>.</param>
    /// <param name="to">Another one.</param>
    /// <param name="dataFolder">Where files lie and the progress is noted.</param>
    /// <exception cref="ArgumentException">Not two known names.</exception>
    public static BlobMigration Open(string from, string to, BlobsOptions options, string dataFolder)
    {
        ArgumentNullException.ThrowIfNull(options);
        var route = $"{from} to {to} {options.S3.Endpoint} {options.S3.Bucket} {options.S3.Prefix}";
        return from == to
            ? throw new ArgumentException("Name two different stores.", nameof(to))
            : new(OpenStore(from), OpenStore(to), Path.Combine(dataFolder, "migrate-blobs.json"), route);

        IBlobStore OpenStore(string provider) => provider switch
        {
            BlobsOptions.FolderProvider => new FolderBlobStore(options.FolderIn(dataFolder)),
            BlobsOptions.S3Provider => new S3BlobStore(options.S3, TimeProvider.System),
            _ => throw new ArgumentException(
                $"'{provider}' is not known. Known: {BlobsOptions.FolderProvider}, {BlobsOptions.S3Provider}.", nameof(from)),
        };
    }

    internal static BlobMigration Between(IBlobStore from, IBlobStore to, string notes) => new(from, to, notes, "test");

    /// <param name="tell">Called after every page with what is done so far.</param>
    /// <exception cref="BlobCorruptException">A copy was not what was sent, three times.</exception>
    /// <exception cref="Data.StoreUnavailableException">A store does not answer; begin again later, nothing is lost.</exception>
    public async Task<BlobMigrationReport> RunAsync(Action<BlobMigrationReport> tell, CancellationToken ct)
    {
        var done = Resume();
        BlobPage page;
        do
        {
            page = await _from.ListAsync("", done.After, PageSize, ct);
            var bytes = 0L;
            await Parallel.ForEachAsync(
                page.Items,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
                async (item, token) => Interlocked.Add(ref bytes, await CopyAsync(item.Key, token)));
            done = done with
            {
                After = page.Items.Count > 0 ? page.Items[^1].Key : done.After,
                Objects = done.Objects + page.Items.Count,
                Bytes = done.Bytes + bytes,
            };
            PrivateFile.Replace(_notes, JsonSerializer.SerializeToUtf8Bytes(done));
            tell(done.ToReport());
        }
        while (page.NextAfter is not null);

        var missing = await DifferencesAsync(ct);
        if (missing == 0)
        {
            File.Delete(_notes);
        }

        return done.ToReport() with { Differences = missing };
    }

    public void Dispose()
    {
        (_from as IDisposable)?.Dispose();
        (_to as IDisposable)?.Dispose();
    }

    private Progress Resume()
    {
        if (!File.Exists(_notes))
        {
            return new Progress(_route, null, 0, 0);
        }

        var noted = JsonSerializer.Deserialize<Progress>(File.ReadAllBytes(_notes));
        return noted?.Route == _route ? noted : new Progress(_route, null, 0, 0);
    }

    private async Task<long> CopyAsync(string key, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var content = await _from.OpenReadAsync(key, ct);
            if (content is null)
            {
                return 0;
            }

            var receipt = await _to.PutAsync(key, content, ct);
            await using var copy = await _to.OpenReadAsync(key, ct);
            if (copy is not null && Convert.ToHexStringLower(await SHA256.HashDataAsync(copy, ct)) == receipt.Sha256)
            {
                return receipt.Length;
            }

            if (attempt == Attempts)
            {
                throw new BlobCorruptException(key, "its copy reads back as something else");
            }
        }
    }

    // Both are listed in the same order, so one walk tells what is in one and not, or otherwise, in the other.
    private async Task<int> DifferencesAsync(CancellationToken ct)
    {
        var differences = 0;
        string? after = null;
        BlobPage page;
        do
        {
            page = await _from.ListAsync("", after, PageSize, ct);
            foreach (var item in page.Items)
            {
                differences += await _to.FindLengthAsync(item.Key, ct) == item.Length ? 0 : 1;
            }

            after = page.NextAfter;
        }
        while (after is not null);
        return differences;
    }

    private sealed record Progress(string Route, string? After, long Objects, long Bytes)
    {
        public BlobMigrationReport ToReport() => new(Objects, Bytes, 0);
    }
}

/// <param name="Bytes">As stored.</param>
/// <param name="Differences">Objects of the source that the target does not have in the same length.</param>
public sealed record BlobMigrationReport(long Objects, long Bytes, int Differences);
