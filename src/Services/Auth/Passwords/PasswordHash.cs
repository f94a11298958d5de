using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace DigitalDocs.Auth.Passwords;

/// <summary>What a hash costs: memory in KiB and passes over it; one lane.</summary>
internal readonly record struct HashCost(int MemoryKib, int Passes);

/// <summary>Argon2id in PHC text: <c>$argon2id$v=19$m=19456,t=2,p=1$salt$hash</c>.</summary>
internal static class PasswordHash
{
    private const int SaltSize = 16;
    private const int HashSize = 32;

    public static string Of(string password, HashCost cost)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        var hash = Compute(password, salt, cost);
        return $"$argon2id$v=19$m={cost.MemoryKib},t={cost.Passes},p=1${Text(salt)}${Text(hash)}";
    }

    public static bool Matches(string password, string stored)
    {
        var parts = stored.Split('$');
        return CryptographicOperations.FixedTimeEquals(
            Compute(password, Bytes(parts[4]), CostOf(stored)), Bytes(parts[5]));
    }

    public static HashCost CostOf(string stored)
    {
        var cost = stored.Split('$')[3].Split(',');
        return new(Number(cost[0]), Number(cost[1]));
    }

    private static byte[] Compute(string password, byte[] salt, HashCost cost)
    {
        var secret = Encoding.UTF8.GetBytes(password);
        var argon = new Argon2id(new Argon2Parameters
        {
            DegreeOfParallelism = 1,
            MemorySize = cost.MemoryKib,
            NumberOfPasses = cost.Passes,
        });
        var hash = argon.DeriveBytes(secret, salt, HashSize);
        CryptographicOperations.ZeroMemory(secret);
        return hash;
    }

    private static int Number(string assignment) => int.Parse(assignment.AsSpan(2), CultureInfo.InvariantCulture);

    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] Bytes(string text) => Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
}
