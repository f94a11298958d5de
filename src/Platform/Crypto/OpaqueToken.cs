using System.Buffers.Text;
using System.Security.Cryptography;

namespace DigitalDocs.Platform.Crypto;

/// <summary>
/// Signs bytes that callers carry for us, such as cursors: anybody may read them, nobody can forge or alter them, and
/// those of one purpose do not pass for another. The same in all processes of the installation.
/// </summary>
public sealed class OpaqueToken(AgencyKeys keys)
{
    private const int MacSize = 16;

    /// <summary>Base64url text.</summary>
    public string Seal(string purpose, ReadOnlySpan<byte> payload)
    {
        var whole = new byte[MacSize + payload.Length];
        payload.CopyTo(whole.AsSpan(MacSize));
        Mac(keys.Active(AgencyKeys.Installation), purpose, payload, whole.AsSpan(0, MacSize));
        return Base64Url.EncodeToString(whole);
    }

    /// <summary>False for anything that <see cref="Seal"/> did not make for this purpose.</summary>
    public bool TryOpen(string purpose, string? token, out byte[] payload)
    {
        payload = [];
        if (string.IsNullOrEmpty(token) || !Base64Url.IsValid(token))
        {
            return false;
        }

        var whole = Base64Url.DecodeFromChars(token);

        // Base64url has several spellings of some bytes; only ours counts, so that a token is its own identity.
        if (whole.Length < MacSize || Base64Url.EncodeToString(whole) != token)
        {
            return false;
        }

        Span<byte> mac = stackalloc byte[MacSize];
        foreach (var key in keys.All(AgencyKeys.Installation))
        {
            Mac(key, purpose, whole.AsSpan(MacSize), mac);
            if (CryptographicOperations.FixedTimeEquals(mac, whole.AsSpan(0, MacSize)))
            {
                payload = whole[MacSize..];
                return true;
            }
        }

        return false;
    }

    private static void Mac(AgencyKey key, string purpose, ReadOnlySpan<byte> payload, Span<byte> mac)
    {
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Derive($"token:{purpose}"), payload, full);
        full[..MacSize].CopyTo(mac);
    }
}
