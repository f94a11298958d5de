using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// Encrypts what another store keeps (see <see cref="SegmentFormat"/>): a fresh data key per object, sealed by a key of
/// the agency that the object's key names first.
/// </summary>
internal sealed class EncryptingBlobStore(IBlobStore inner, AgencyKeys keys) : IBlobStore
{
    public async Task<BlobReceipt> PutAsync(string key, Stream content, string? expectedSha256, CancellationToken ct)
    {
        BlobKey.Check(key);
        ArgumentNullException.ThrowIfNull(content);
        var cipher = SegmentFormat.Create(key, keys.Active(BlobKey.Agency(key)), out var header);
        await using var encrypted = new EncryptingContent(new HashingContent(content, expectedSha256), cipher, header);
        return await inner.PutAsync(key, encrypted, expectedSha256: null, ct);
    }

    public async Task<Stream?> OpenReadAsync(string key, CancellationToken ct)
    {
        BlobKey.Check(key);
        _ = BlobKey.Agency(key);
        var stored = await inner.OpenReadAsync(key, ct);
        if (stored is null)
        {
            return null;
        }

        try
        {
            var header = new byte[SegmentFormat.HeaderSize];
            if (await stored.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, ct) < header.Length)
            {
                throw new BlobCorruptException(key, "it ends within its header");
            }

            return await DecryptingStream.OpenAsync(key, stored, SegmentFormat.Open(key, header, keys), ct);
        }
        catch
        {
            await stored.DisposeAsync();
            throw;
        }
    }

    public async Task<long?> FindLengthAsync(string key, CancellationToken ct) =>
        await inner.FindLengthAsync(key, ct) is { } stored
            ? SegmentFormat.PlainLength(stored) ?? throw new BlobCorruptException(key, "it has a length that no object has")
            : null;

    public Task DeleteAsync(string key, CancellationToken ct) => inner.DeleteAsync(key, ct);

    // A damaged object stays in the listing with length 0: whoever cleans up or checks must still meet it.
    public async Task<BlobPage> ListAsync(string prefix, string? after, int limit, CancellationToken ct)
    {
        var page = await inner.ListAsync(prefix, after, limit, ct);
        return page with
        {
            Items = [.. page.Items.Select(i => i with { Length = SegmentFormat.PlainLength(i.Length) ?? 0 })],
        };
    }
}
