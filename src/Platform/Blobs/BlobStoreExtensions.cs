using System.IO.Compression;
using System.Text.Json;

namespace DigitalDocs.Platform.Blobs;

/// <summary>Shorter calls, and objects that hold gzip JSON (web defaults), as what is derived from documents is kept.</summary>
public static class BlobStoreExtensions
{
    public static Task<BlobReceipt> PutAsync(this IBlobStore store, string key, Stream content, CancellationToken ct) =>
        store.PutAsync(key, content, expectedSha256: null, ct);

    public static async Task<bool> ExistsAsync(this IBlobStore store, string key, CancellationToken ct) =>
        await store.FindLengthAsync(key, ct) is not null;

    public static async Task<BlobReceipt> PutJsonAsync<T>(
        this IBlobStore store, string key, T value, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        await using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            await JsonSerializer.SerializeAsync(gzip, value, JsonSerializerOptions.Web, ct);
        }

        buffer.Position = 0;
        return await store.PutAsync(key, buffer, ct);
    }

    /// <summary>Null when there is no such object.</summary>
    /// <exception cref="BlobCorruptException">It is there, but not the JSON of a <typeparamref name="T"/>.</exception>
    public static async Task<T?> GetJsonAsync<T>(this IBlobStore store, string key, CancellationToken ct)
        where T : class
    {
        await using var content = await store.OpenReadAsync(key, ct);
        if (content is null)
        {
            return null;
        }

        try
        {
            await using var gzip = new GZipStream(content, CompressionMode.Decompress);
            return await JsonSerializer.DeserializeAsync<T>(gzip, JsonSerializerOptions.Web, ct)
                ?? throw new BlobCorruptException(key, "it holds null");
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw new BlobCorruptException(key, $"it is not the JSON of a {typeof(T).Name}", e);
        }
    }
}
