using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace DigitalDocs.Platform.Crypto;

/// <summary>One ES256 key.</summary>
public sealed class SigningKey
{
    private readonly ECDsa _key;

    internal SigningKey(string kid, ECDsa key)
    {
        Kid = kid;
        _key = key;
        Credentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = kid }, SecurityAlgorithms.EcdsaSha256);
        var publicKey = ECDsa.Create(key.ExportParameters(includePrivateParameters: false));
        PublicKey = new ECDsaSecurityKey(publicKey) { KeyId = kid };
    }

    /// <summary>The name that tokens carry.</summary>
    public string Kid { get; }

    /// <summary>For signing: holds the private half.</summary>
    public SigningCredentials Credentials { get; }

    /// <summary>For checking: the public half only.</summary>
    public ECDsaSecurityKey PublicKey { get; }

    internal JsonWebKey ToJsonWebKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonWebKey
        {
            Kty = "EC",
            Crv = "P-256",
            Use = "sig",
            Alg = SecurityAlgorithms.EcdsaSha256,
            Kid = Kid,
            X = Base64UrlEncoder.Encode(point.X),
            Y = Base64UrlEncoder.Encode(point.Y),
        };
    }
}
