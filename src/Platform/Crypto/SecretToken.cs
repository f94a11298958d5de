using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace DigitalDocs.Platform.Crypto;

/// <summary>
/// Random secrets that are handed out once and kept as a hash. They have full entropy, so that a plain SHA-256 is
/// enough to store them.
/// </summary>
public static class SecretToken
{
    /// <summary>128 bits, 22 characters: for links.</summary>
    public static string CreateShort() => Create(16);

    /// <summary>256 bits, 43 characters: for refresh tokens, API keys and the like.</summary>
    public static string Create() => Create(32);

    /// <summary>What to store: 64 lower-case hexadecimal characters.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Compares in a time that tells nothing about where they differ.</summary>
    public static bool Matches(string presented, string storedHash) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(Hash(presented)), Encoding.UTF8.GetBytes(storedHash));

    private static string Create(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));
}
