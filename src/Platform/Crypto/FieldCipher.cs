using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace DigitalDocs.Platform.Crypto;

/// <summary>Where a personal field stands. A value sealed for one place does not open in another.</summary>
/// <param name="Agency">The tenant, or <see cref="AgencyKeys.Installation"/>.</param>
/// <param name="Table">Name of the table, as it will stay.</param>
/// <param name="Column">Name of the column, as it will stay.</param>
/// <param name="Row">Id of the row.</param>
public readonly record struct FieldPlace(Guid Agency, string Table, string Column, Guid Row);

/// <summary>Seals personal fields: AES-256-GCM with a key of the agency, bound to table, column and row.</summary>
public sealed class FieldCipher(AgencyKeys keys)
{
    private const byte Format = 1;
    private const int HeaderSize = 17;
    private const string KeyPurpose = "fields";

    /// <summary>Base64url text of at most <c>60 + 1.34 × UTF-8 length</c> characters; different each time.</summary>
    public string Seal(FieldPlace place, string value)
    {
        var key = keys.Active(place.Agency);
        var body = SealedBytes.Seal(key.Derive(KeyPurpose), Encoding.UTF8.GetBytes(value), Associated(place));
        var whole = new byte[HeaderSize + body.Length];
        whole[0] = Format;
        key.Id.TryWriteBytes(whole.AsSpan(1), bigEndian: true, out _);
        body.CopyTo(whole, HeaderSize);
        return Base64Url.EncodeToString(whole);
    }

    /// <exception cref="CryptographicException">Altered, moved from another place, or its key is gone.</exception>
    public string Open(FieldPlace place, string sealedValue)
    {
        var whole = Decode(sealedValue);
        if (whole.Length < HeaderSize + SealedBytes.Overhead || whole[0] != Format)
        {
            throw new CryptographicException("This is not a sealed field.");
        }

        var key = keys.Find(place.Agency, new Guid(whole.AsSpan(1, 16), bigEndian: true));
        return Encoding.UTF8.GetString(
            SealedBytes.Open(key.Derive(KeyPurpose), whole.AsSpan(HeaderSize), Associated(place)));
    }

    private static byte[] Decode(string sealedValue)
    {
        try
        {
            return Base64Url.DecodeFromChars(sealedValue);
        }
        catch (FormatException e)
        {
            throw new CryptographicException("This is not a sealed field.", e);
        }
    }

    // Lengths are not needed between the parts: the separator cannot occur in names of tables and columns.
    private static byte[] Associated(FieldPlace place) =>
        Encoding.UTF8.GetBytes($"{place.Agency}\n{place.Table}\n{place.Column}\n{place.Row}");
}
