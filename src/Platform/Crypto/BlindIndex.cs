using System.Security.Cryptography;
using System.Text;

namespace DigitalDocs.Platform.Crypto;

/// <summary>
/// Look-ups in sealed fields: a keyed hash of the normalised value stands beside the field. It uses the agency's first
/// key, so that a rotation does not lose what is indexed.
/// </summary>
public sealed class BlindIndex(AgencyKeys keys)
{
    /// <summary>43 characters of base64url: equal for values that differ only in case or in white space around them.</summary>
    /// <param name="agency">The tenant, or <see cref="AgencyKeys.Installation"/>.</param>
    /// <param name="purpose">What is looked up (<c>contact.email</c>); the same value hashes differently for another.</param>
    /// <param name="value">In the clear.</param>
    public string Of(Guid agency, string purpose, string value)
    {
        var normal = value.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var key = keys.First(agency).Derive($"index:{purpose}");
        return System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(normal)));
    }
}
