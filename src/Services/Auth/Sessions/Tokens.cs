using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Http.Tokens;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Auth.Sessions;

/// <summary>Makes the tokens of a session.</summary>
internal sealed class Tokens(TokenMinter minter, FieldCipher cipher, TimeProvider clock, IOptions<AuthOptions> options)
{
    private static readonly string[] Methods = ["pwd"];

    public (string Token, RefreshToken Row) Next(Session session)
    {
        var now = clock.GetUtcNow();
        var token = SecretToken.Create();
        var idle = now.AddDays(options.Value.IdleDays);
        return (token, new RefreshToken
        {
            TokenHash = SecretToken.Hash(token),
            SessionId = session.Id,
            RowId = Guid.CreateVersion7(now),
            IssuedAt = now,
            ExpiresAt = idle < session.ExpiresAt ? idle : session.ExpiresAt,
        });
    }

    public string SealSuccessor(RefreshToken row, string successor) => cipher.Seal(PlaceOf(row), successor);

    public string OpenSuccessor(RefreshToken row) => cipher.Open(PlaceOf(row), row.SealedSuccessor!);

    public TokenAnswer Answer(
        Session session, SignInSubject subject, SignedInMembership membership, string refreshToken) =>
        new(
            minter.AccessToken(
                subject.Id,
                subject.Name,
                membership.AgencyId,
                session.Id,
                membership.Roles,
                Methods,
                session.AuthenticatedAt),
            "Bearer",
            (int)TokenMinter.AccessTokenLife.TotalSeconds,
            session.Cookie ? null : refreshToken,
            new SignedInUser(subject.Id, subject.Name, subject.Email),
            new SignedInAgency(membership.AgencyId, membership.AgencyName, membership.Roles));

    private static FieldPlace PlaceOf(RefreshToken row) =>
        new(AgencyKeys.Installation, "refresh_tokens", "sealed_successor", row.RowId);
}
