using DigitalDocs.Platform.Crypto;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DigitalDocs.Platform.Http.Tokens;

/// <summary>Outcome of a token check: an identity, or why there is none.</summary>
/// <param name="Service">The service that an internal token is for; null for people's tokens.</param>
internal sealed record CheckedToken(TokenIdentity? Identity, string? Service, Failure? Failure);

/// <summary>
/// Checks signature (ES256 by one of our own keys, nothing else), issuer, audience and times. A token that passed is
/// remembered until it expires: the same token comes with every request of a session.
/// </summary>
internal sealed class TokenChecker(SigningKeys keys, TimeProvider clock) : IDisposable
{
    private const int LongestToken = 4096;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly MemoryCache _passed = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    public async ValueTask<CheckedToken> CheckAsync(string token)
    {
        var now = clock.GetUtcNow();
        if (_passed.TryGetValue(token, out CheckedToken? known) && known!.Identity!.ExpiresAt > now)
        {
            return known;
        }

        if (token.Length > LongestToken)
        {
            return Refused("token_invalid", "The access token cannot be used.");
        }

        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = TokenFormat.Issuer,
            AudienceValidator = (audiences, _, _) => IsOneOfOurs(audiences),
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKeys = keys.All.Select(key => key.PublicKey),
            TryAllIssuerSigningKeys = false,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = (_, expires, _, _) => expires is not null,
            ClockSkew = TimeSpan.Zero,
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt || Read(jwt) is not { } passed)
        {
            return Refused("token_invalid", "The access token cannot be used.");
        }

        if (passed.Identity!.ExpiresAt <= now)
        {
            return Refused("token_expired", "The access token has expired. Refresh it or sign in again.");
        }

        _passed.Set(token, passed, new MemoryCacheEntryOptions
        {
            Size = 1,
            AbsoluteExpirationRelativeToNow = passed.Identity.ExpiresAt - now,
        });
        return passed;
    }

    public void Dispose() => _passed.Dispose();

    private static CheckedToken? Read(JsonWebToken jwt)
    {
        var service = TokenFormat.ServiceOf(jwt.Audiences.Single());
        if (!Guid.TryParse(jwt.Subject, out var user)
            || !jwt.TryGetPayloadValue<string>(TokenFormat.Agency, out var agencyText)
            || !Guid.TryParse(agencyText, out var agency)
            || !jwt.TryGetPayloadValue<string>(TokenFormat.Name, out var name))
        {
            return null;
        }

        var session = Guid.Empty;
        if (service is null && !(jwt.TryGetPayloadValue<string>(TokenFormat.Session, out var sessionText)
            && Guid.TryParse(sessionText, out session)))
        {
            return null;
        }

        var roles = jwt.Claims.Where(claim => claim.Type == TokenFormat.Roles).Select(claim => claim.Value).ToList();
        var expires = new DateTimeOffset(DateTime.SpecifyKind(jwt.ValidTo, DateTimeKind.Utc));
        return new(new TokenIdentity(user, agency, session, name, roles, expires), service, null);
    }

    // One audience: a token for two would be good at a place that the other trusts.
    private static bool IsOneOfOurs(IEnumerable<string> audiences) =>
        audiences.ToList() is [var audience] && (audience == TokenFormat.Audience || TokenFormat.ServiceOf(audience) is not null);

    private static CheckedToken Refused(string code, string detail) =>
        new(null, null, new Failure(code, 401, detail));
}
