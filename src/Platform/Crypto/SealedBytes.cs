using System.Security.Cryptography;

namespace DigitalDocs.Platform.Crypto;

/// <summary>AES-256-GCM of short secrets: random nonce, ciphertext, tag.</summary>
internal static class SealedBytes
{
    public const int KeySize = 32;
    public const int Overhead = NonceSize + TagSize;

    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        var sealedBytes = new byte[plain.Length + Overhead];
        var nonce = sealedBytes.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceSize, plain.Length), sealedBytes.AsSpan()[^TagSize..], associated);
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">Altered, or not sealed with this key and these associated data.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> associated)
    {
        if (sealedBytes.Length < Overhead)
        {
            throw new CryptographicException("Sealed bytes are too short.");
        }

        var plain = new byte[sealedBytes.Length - Overhead];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(
            sealedBytes[..NonceSize], sealedBytes[NonceSize..^TagSize], sealedBytes[^TagSize..], plain, associated);
        return plain;
    }
}
