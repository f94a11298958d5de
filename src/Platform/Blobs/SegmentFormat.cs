using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// The layout of an encrypted object, version 1. A header of 96 bytes: "DDB" and the version; the power of two of the
/// segment size; three zeros; the id of the agency's key (16); the nonce prefix (7); five zeros; the data key, sealed by the
/// agency's key (60). All of the header and the object's own key are associated data of that seal. Then segments of
/// 64 KiB, each followed by its tag of 16 bytes; only the last may be shorter, and there is always one. The nonce of a
/// segment is the prefix, its number (4 bytes, big endian) and 1 for the last one, else 0: a segment that was moved,
/// dropped or appended does not open, nor does an object under another key.
/// </summary>
internal static class SegmentFormat
{
    public const int HeaderSize = PrefixSize + WrappedKeySize;
    public const int SegmentSize = 1 << SegmentPower;
    public const int TagSize = 16;
    public const int StoredSegmentSize = SegmentSize + TagSize;

    private const int SegmentPower = 16;
    private const int PrefixSize = 36;
    private const int KeyIdAt = 8;
    private const int NonceAt = 24;
    private const int NoncePrefixSize = 7;
    private const int WrappedKeySize = SealedBytes.KeySize + SealedBytes.Overhead;
    private const string KeyPurpose = "blobs";

    private static ReadOnlySpan<byte> Magic => [(byte)'D', (byte)'D', (byte)'B', 1, SegmentPower, 0, 0, 0];

    /// <summary>A fresh data key, and the header that holds it.</summary>
    public static SegmentCipher Create(string key, AgencyKey agencyKey, out byte[] header)
    {
        header = new byte[HeaderSize];
        Magic.CopyTo(header);
        agencyKey.Id.TryWriteBytes(header.AsSpan(KeyIdAt), bigEndian: true, out _);
        RandomNumberGenerator.Fill(header.AsSpan(NonceAt, NoncePrefixSize));

        var dataKey = RandomNumberGenerator.GetBytes(SealedBytes.KeySize);
        SealedBytes.Seal(agencyKey.Derive(KeyPurpose), dataKey, Associated(header, key)).CopyTo(header, PrefixSize);
        return Cipher(dataKey, header);
    }

    /// <exception cref="BlobCorruptException">Not our header, altered, of another object, or its key is gone.</exception>
    public static SegmentCipher Open(string key, ReadOnlySpan<byte> header, AgencyKeys keys)
    {
        if (!header.StartsWith(Magic))
        {
            throw new BlobCorruptException(key, "it does not begin as an encrypted object of a known version");
        }

        try
        {
            var agencyKey = keys.Find(BlobKey.Agency(key), new Guid(header.Slice(KeyIdAt, 16), bigEndian: true));
            var dataKey = SealedBytes.Open(
                agencyKey.Derive(KeyPurpose), header[PrefixSize..HeaderSize], Associated(header, key));
            return Cipher(dataKey, header);
        }
        catch (CryptographicException e)
        {
            throw new BlobCorruptException(key, "its data key cannot be opened", e);
        }
    }

    /// <summary>Length of the content, from the length that is stored; null when nothing of ours has that length.</summary>
    public static long? PlainLength(long storedLength)
    {
        var body = storedLength - HeaderSize;
        var rest = body % StoredSegmentSize;
        var whole = body / StoredSegmentSize;
        return body switch
        {
            < TagSize => null,
            TagSize => 0,
            _ when rest is > 0 and <= TagSize => null,
            _ => (whole * SegmentSize) + (rest == 0 ? 0 : rest - TagSize),
        };
    }

    private static SegmentCipher Cipher(byte[] dataKey, ReadOnlySpan<byte> header)
    {
        var cipher = new SegmentCipher(dataKey, header.Slice(NonceAt, NoncePrefixSize));
        CryptographicOperations.ZeroMemory(dataKey);
        return cipher;
    }

    private static byte[] Associated(ReadOnlySpan<byte> header, string key) =>
        [.. header[..PrefixSize], .. Encoding.UTF8.GetBytes(key)];
}

/// <summary>Seals and opens the segments of one object. Not for several callers at once.</summary>
internal sealed class SegmentCipher : IDisposable
{
    private readonly AesGcm _aes;
    private readonly byte[] _nonce = new byte[AesGcm.NonceByteSizes.MaxSize];

    public SegmentCipher(ReadOnlySpan<byte> dataKey, ReadOnlySpan<byte> noncePrefix)
    {
        _aes = new AesGcm(dataKey, SegmentFormat.TagSize);
        noncePrefix.CopyTo(_nonce);
    }

    /// <summary>Writes ciphertext and tag: <see cref="SegmentFormat.TagSize"/> more than the content.</summary>
    public void Seal(long index, bool last, ReadOnlySpan<byte> plain, Span<byte> stored) =>
        _aes.Encrypt(Nonce(index, last), plain, stored[..plain.Length], stored.Slice(plain.Length, SegmentFormat.TagSize));

    /// <exception cref="CryptographicException">Not the segment that was sealed there.</exception>
    public void Open(long index, bool last, ReadOnlySpan<byte> stored, Span<byte> plain) => _aes.Decrypt(
        Nonce(index, last), stored[..^SegmentFormat.TagSize], stored[^SegmentFormat.TagSize..], plain);

    public void Dispose() => _aes.Dispose();

    private byte[] Nonce(long index, bool last)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_nonce.AsSpan(^5), checked((uint)index));
        _nonce[^1] = last ? (byte)1 : (byte)0;
        return _nonce;
    }
}
