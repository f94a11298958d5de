using System.Security.Cryptography;

namespace DigitalDocs.Platform.Blobs;

/// <summary>Hashes what passes; refuses at the end what is not the declared content.</summary>
internal sealed class HashingContent(Stream source, string? expectedSha256) : MeasuredContent
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private BlobReceipt? _receipt;
    private long _length;

    public override BlobReceipt Receipt =>
        _receipt ?? throw new InvalidOperationException("The content has not been read to its end.");

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_receipt is not null || buffer.IsEmpty)
        {
            return 0;
        }

        var count = await source.ReadAsync(buffer, cancellationToken);
        if (count > 0)
        {
            _hash.AppendData(buffer.Span[..count]);
            _length += count;
            return count;
        }

        var actual = Convert.ToHexStringLower(_hash.GetHashAndReset());
        if (expectedSha256 is not null && !actual.Equals(expectedSha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new BlobHashMismatchException(expectedSha256, actual);
        }

        _receipt = new BlobReceipt(_length, actual);
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }
}
