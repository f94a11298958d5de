using DigitalDocs.Platform.Blobs;

namespace DigitalDocs.Documents;

/// <summary>Opens an original so that damage is found before the first byte of the answer, as far as that is cheap.</summary>
internal static class ContentStream
{
    // Every segment is authenticated when it is read; a file of this size is read whole before anything is promised.
    private const int CheckedWhole = 4 << 20;

    /// <returns>Null when the stored object is damaged or gone.</returns>
    public static async Task<Stream?> OpenAsync(IBlobStore blobs, string key, long size, CancellationToken ct)
    {
        Stream? stream = null;
        try
        {
            stream = await blobs.OpenReadAsync(key, ct);
            if (stream is null || stream.Length != size)
            {
                throw new BlobCorruptException(key, "it is missing or has another length");
            }

            await CheckAsync(stream, size, ct);
            return stream;
        }
        catch (BlobCorruptException)
        {
            if (stream is not null)
            {
                await stream.DisposeAsync();
            }

            return null;
        }
    }

    private static async Task CheckAsync(Stream stream, long size, CancellationToken ct)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            var left = size <= CheckedWhole ? size : 1;
            int read;
            while (left > 0 && (read = await stream.ReadAsync(buffer, ct)) > 0)
            {
                left -= read;
            }

            stream.Position = 0;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
