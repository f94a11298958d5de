using DigitalDocs.Platform.Data;

namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// The first store, with the second behind it: what is damaged or missing in the first is read from the second. Copies
/// are made by the storage service, after the fact; deleting removes both, and what it could not reach is removed when
/// the stores are next compared.
/// </summary>
internal sealed class ReplicatedBlobStore(IBlobStore primary, BlobPlaces places, BlobCopies copies) : IBlobStore
{
    public Task<BlobReceipt> PutAsync(string key, Stream content, string? expectedSha256, CancellationToken ct) =>
        primary.PutAsync(key, content, expectedSha256, ct);

    public async Task<Stream?> OpenReadAsync(string key, CancellationToken ct)
    {
        try
        {
            if (await primary.OpenReadAsync(key, ct) is { } content)
            {
                return new SecondChanceStream(key, content, copies);
            }
        }
        catch (BlobCorruptException damaged)
        {
            copies.Suspect(key);
            return await ReplicaAsync(key, ct) ?? throw new BlobCorruptException(key, "and there is no second copy", damaged);
        }

        // Missing, or never there: the second store knows.
        if (await ReplicaAsync(key, ct) is { } other)
        {
            copies.Suspect(key);
            return other;
        }

        return null;
    }

    public Task<long?> FindLengthAsync(string key, CancellationToken ct) => primary.FindLengthAsync(key, ct);

    public async Task DeleteAsync(string key, CancellationToken ct)
    {
        await primary.DeleteAsync(key, ct);
        try
        {
            await places.Replica!.DeleteAsync(key, ct);
        }
        catch (StoreUnavailableException)
        {
            // The comparison finds it later: in the second store, and wanted by nobody.
        }
    }

    public Task<BlobPage> ListAsync(string prefix, string? after, int limit, CancellationToken ct) =>
        primary.ListAsync(prefix, after, limit, ct);

    // A second store that is away makes a damaged first copy no better: the damage is what the caller hears of.
    private async Task<Stream?> ReplicaAsync(string key, CancellationToken ct)
    {
        try
        {
            var content = await copies.OpenAsync(BlobCopy.Replica, key, ct);
            if (content is not null)
            {
                BlobTelemetry.ServedFromReplica();
            }

            return content;
        }
        catch (Exception e) when (e is StoreUnavailableException or BlobCorruptException)
        {
            return null;
        }
    }
}
