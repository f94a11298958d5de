using System.Collections.Concurrent;
using System.Security.Cryptography;
using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Platform.Blobs;

/// <summary>Which of the two stores.</summary>
public enum BlobCopy
{
    Primary,

    /// <summary>The second store; only where one is configured.</summary>
    Replica,
}

/// <summary>
/// The two copies of every object, each for itself: for whoever compares and repairs them. Objects move between the
/// stores as they are kept, encrypted, so that keys stay what they were.
/// </summary>
public sealed class BlobCopies
{
    private const int MostSuspects = 10_000;

    private readonly BlobPlaces _places;
    private readonly EncryptingBlobStore _primary;
    private readonly EncryptingBlobStore? _replica;
    private readonly ConcurrentDictionary<string, bool> _suspects = new(StringComparer.Ordinal);

    internal BlobCopies(BlobPlaces places, AgencyKeys keys)
    {
        _places = places;
        _primary = new EncryptingBlobStore(places.Primary, keys);
        _replica = places.Replica is { } replica ? new EncryptingBlobStore(replica, keys) : null;
    }

    public bool HasReplica => _replica is not null;

    /// <summary>Opens one copy's content; null when that copy is absent.</summary>
    /// <exception cref="BlobCorruptException">Here or by a later read: that copy is damaged.</exception>
    public Task<Stream?> OpenAsync(BlobCopy copy, string key, CancellationToken ct) => Opening(copy).OpenReadAsync(key, ct);

    /// <summary>Lists one copy; lengths are as stored.</summary>
    public Task<BlobPage> ListAsync(BlobCopy copy, string prefix, string? after, int limit, CancellationToken ct) =>
        Keeping(copy).ListAsync(prefix, after, limit, ct);

    /// <summary>Removes one copy.</summary>
    public Task DeleteAsync(BlobCopy copy, string key, CancellationToken ct) => Keeping(copy).DeleteAsync(key, ct);

    /// <summary>SHA-256 (lower-case hexadecimal) of one copy's content, every segment verified; null when it is absent.</summary>
    /// <exception cref="BlobCorruptException">That copy is damaged.</exception>
    public async Task<string?> HashAsync(BlobCopy copy, string key, CancellationToken ct)
    {
        await using var content = await OpenAsync(copy, key, ct);
        return content is null ? null : Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
    }

    /// <summary>
    /// Makes the other copy from this one. What is damaged is never copied over what may be whole: this copy is read and
    /// verified first, and the other one afterwards.
    /// </summary>
    /// <returns>Bytes as stored; null when there is nothing to copy.</returns>
    /// <exception cref="BlobCorruptException">This copy is damaged, or the other one was not what was copied.</exception>
    public async Task<long?> CopyAsync(BlobCopy from, string key, CancellationToken ct)
    {
        var to = from == BlobCopy.Primary ? BlobCopy.Replica : BlobCopy.Primary;
        if (await HashAsync(from, key, ct) is not { } hash)
        {
            return null;
        }

        await using var stored = await Keeping(from).OpenReadAsync(key, ct);
        if (stored is null)
        {
            return null;
        }

        var receipt = await Keeping(to).PutAsync(key, stored, ct);
        return await HashAsync(to, key, ct) == hash
            ? receipt.Length
            : throw new BlobCorruptException(key, "its copy is another one");
    }

    /// <summary>Whether both copies are there and equally long, the second not older than the first.</summary>
    public static bool AreAlike(BlobItem primary, BlobItem replica) =>
        primary.Length == replica.Length && primary.StoredAt <= replica.StoredAt;

    /// <summary>Objects that somebody in this process found damaged since this was last called.</summary>
    public IReadOnlyList<string> TakeSuspects()
    {
        var keys = _suspects.Keys.ToList();
        keys.ForEach(key => _suspects.TryRemove(key, out _));
        return keys;
    }

    internal void Suspect(string key)
    {
        if (_suspects.Count < MostSuspects)
        {
            _suspects[key] = true;
        }
    }

    private EncryptingBlobStore Opening(BlobCopy copy) => copy == BlobCopy.Primary ? _primary : _replica ?? throw NoReplica();

    private IBlobStore Keeping(BlobCopy copy) =>
        copy == BlobCopy.Primary ? _places.Primary : _places.Replica ?? throw NoReplica();

    private static InvalidOperationException NoReplica() => new("No second store is configured (Blobs:Replica:Provider).");
}
