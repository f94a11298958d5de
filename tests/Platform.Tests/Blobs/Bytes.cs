using System.Security.Cryptography;
using DigitalDocs.Platform.Blobs;

namespace DigitalDocs.Platform.Tests.Blobs;

internal static class Bytes
{
    public static byte[] Random(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static async Task<byte[]> ReadAllAsync(this IBlobStore store, string key)
    {
        await using var stream = await store.OpenReadAsync(key, CancellationToken.None);
        stream.ShouldNotBeNull($"nothing is stored under {key}");
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    public static Task<BlobReceipt> PutAsync(this IBlobStore store, string key, byte[] content) =>
        store.PutAsync(key, new MemoryStream(content), CancellationToken.None);
}
