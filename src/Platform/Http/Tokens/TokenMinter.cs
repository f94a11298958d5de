using DigitalDocs.Platform.Crypto;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DigitalDocs.Platform.Http.Tokens;

/// <summary>Signs access tokens for people and short-lived tokens for calls between services (ES256).</summary>
public sealed class TokenMinter(SigningKeys keys, TimeProvider clock)
{
    public static readonly TimeSpan AccessTokenLife = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan InternalTokenLife = TimeSpan.FromSeconds(60);
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>An access token for one active agency.</summary>
    /// <param name="methods">How the person proved who they are (<c>amr</c>): <c>pwd</c>, <c>otp</c> …</param>
    /// <param name="authenticatedAt">When they did (<c>auth_time</c>).</param>
    public string AccessToken(
        Guid userId,
        string name,
        Guid agencyId,
        Guid sessionId,
        IReadOnlyList<string> roles,
        IReadOnlyList<string> methods,
        DateTimeOffset authenticatedAt) =>
        Sign(TokenFormat.Audience, AccessTokenLife, new Dictionary<string, object>
        {
            ["sub"] = userId.ToString(),
            [TokenFormat.Agency] = agencyId.ToString(),
            [TokenFormat.Session] = sessionId.ToString(),
            [TokenFormat.Name] = name,
            [TokenFormat.Roles] = roles.ToArray(),
            ["amr"] = methods.ToArray(),
            ["auth_time"] = authenticatedAt.ToUnixTimeSeconds(),
        });

    /// <summary>A token for one service, shown by another for an agency and maybe on behalf of a user.</summary>
    internal string InternalToken(string service, string target, Guid agencyId, Guid userId) =>
        Sign(TokenFormat.InternalAudience(target), InternalTokenLife, new Dictionary<string, object>
        {
            ["sub"] = userId.ToString(),
            [TokenFormat.Agency] = agencyId.ToString(),
            [TokenFormat.Name] = service,
        });

    private string Sign(string audience, TimeSpan life, Dictionary<string, object> claims)
    {
        var now = clock.GetUtcNow();
        claims["jti"] = Guid.CreateVersion7(now).ToString();
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenFormat.Issuer,
            Audience = audience,
            IssuedAt = now.UtcDateTime,
            Expires = (now + life).UtcDateTime,
            Claims = claims,
            SigningCredentials = keys.Active.Credentials,
        });
    }
}
