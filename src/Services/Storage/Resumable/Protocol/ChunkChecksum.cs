using System.Security.Cryptography;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace DigitalDocs.Storage.Resumable.Protocol;

/// <summary>The checksum that the sender names for the bytes of one request.</summary>
internal sealed class ChunkChecksum : IDisposable
{
    public const string Algorithms = "sha1,sha256";
    private readonly IncrementalHash _hash;
    private readonly byte[] _expected;

    private ChunkChecksum(IncrementalHash hash, byte[] expected) => (_hash, _expected) = (hash, expected);

    /// <param name="checksum">Null when none is named.</param>
    public static Failure? Read(HttpRequest request, out ChunkChecksum? checksum)
    {
        checksum = null;
        var sent = request.Headers[Tus.Checksum];
        if (sent.Count == 0)
        {
            return null;
        }

        var words = sent.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        HashAlgorithmName? algorithm = words.ElementAtOrDefault(0) switch
        {
            "sha1" => HashAlgorithmName.SHA1,
            "sha256" => HashAlgorithmName.SHA256,
            _ => null,
        };
        if (algorithm is not { } known || words.Length != 2)
        {
            return UploadRefusals.ChecksumUnknown;
        }

        var expected = new byte[words[1].Length];
        if (!Convert.TryFromBase64String(words[1], expected, out var length))
        {
            return UploadRefusals.ChecksumUnknown;
        }

        checksum = new ChunkChecksum(IncrementalHash.CreateHash(known), expected[..length]);
        return null;
    }

    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    public bool Holds() => CryptographicOperations.FixedTimeEquals(_hash.GetHashAndReset(), _expected);

    public void Dispose() => _hash.Dispose();
}
