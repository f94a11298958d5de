using System.Security.Cryptography;

namespace DigitalDocs.Documents;

/// <summary>Passwords of share links, kept as PBKDF2 (SHA-512 at OWASP's cost).</summary>
internal static class SharePassword
{
    public const int Longest = 200;
    private const int Iterations = 210_000;
    private const int Size = 32;

    public static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return $"{Convert.ToBase64String(salt)}.{Convert.ToBase64String(Derive(password, salt))}";
    }

    public static bool Matches(string password, string stored)
    {
        var parts = stored.Split('.');
        return password.Length <= Longest && CryptographicOperations.FixedTimeEquals(
            Derive(password, Convert.FromBase64String(parts[0])), Convert.FromBase64String(parts[1]));
    }

    private static byte[] Derive(string password, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA512, Size);
}
