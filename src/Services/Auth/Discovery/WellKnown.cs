using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Auth.Discovery;

/// <summary>The public keys that check our access tokens, for verifiers outside.</summary>
internal static class WellKnown
{
    /// <summary>GET /.well-known/jwks.json.</summary>
    public static JsonHttpResult<KeySet> Keys(SigningKeys keys, HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Json(new KeySet(
            [.. keys.PublicKeys().Select(key =>
                new PublicKey(key.Kty, key.Crv, key.Use, key.Alg, key.Kid, key.X, key.Y))]));
    }

    /// <summary>GET /.well-known/openid-configuration.</summary>
    public static Ok<Configuration> OpenId(HttpContext http, IOptions<EdgeOptions> edge)
    {
        var root = string.IsNullOrEmpty(edge.Value.PublicUrl)
            ? $"{http.Request.Scheme}://{http.Request.Host}"
            : edge.Value.PublicUrl.TrimEnd('/');
        return TypedResults.Ok(
            new Configuration("digitaldocs", $"{root}/.well-known/jwks.json", ["public"], ["ES256"]));
    }

    internal sealed record KeySet(IReadOnlyList<PublicKey> Keys);

    internal sealed record PublicKey(string Kty, string Crv, string Use, string Alg, string Kid, string X, string Y);

    /// <summary>OpenID Connect Discovery, as far as we are a provider.</summary>
    internal sealed record Configuration(
        [property: System.Text.Json.Serialization.JsonPropertyName("issuer")] string Issuer,
        [property: System.Text.Json.Serialization.JsonPropertyName("jwks_uri")] string JwksUri,
        [property: System.Text.Json.Serialization.JsonPropertyName("subject_types_supported")]
        IReadOnlyList<string> SubjectTypes,
        [property: System.Text.Json.Serialization.JsonPropertyName("id_token_signing_alg_values_supported")]
        IReadOnlyList<string> Algorithms);
}
