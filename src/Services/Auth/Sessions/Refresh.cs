using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Broadcast;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Auth.Sessions;

/// <summary>POST /auth/refresh.</summary>
internal static class Refresh
{
    private const int LongestToken = 200;

    public static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> HandleAsync(
        RefreshRequest request,
        HttpContext http,
        Rotation rotation,
        UsersClient users,
        Tokens tokens,
        CancellationToken ct)
    {
        var fromCookie = request.RefreshToken is null;
        var token = request.RefreshToken ?? RefreshCookie.Read(http);
        if (token is not { Length: > 0 and <= LongestToken })
        {
            return Rotation.Unknown.ToProblem();
        }

        if (await rotation.SessionOfAsync(token, ct) is not { } session)
        {
            return Refuse(http, Rotation.Unknown);
        }

        // Asked before the token is used up: when users does not answer, the token works again later.
        var subject = await users.SubjectAsync(session.UserId, ct);
        if (MembershipOf(subject, session) is not { } membership)
        {
            await rotation.EndAsync(session, "no-longer-a-member", ct);
            return Refuse(http, Rotation.Ended);
        }

        var rotated = await rotation.RotateAsync(token, ct);
        if (rotated.Failure is { } failure)
        {
            return Refuse(http, failure);
        }

        if (fromCookie || session.Cookie)
        {
            RefreshCookie.Write(http, rotated.Token!, rotated.ExpiresAt);
        }

        return TypedResults.Ok(tokens.Answer(session, subject!, membership, rotated.Token!));
    }

    private static SignedInMembership? MembershipOf(SignInSubject? subject, Session session) =>
        subject is { Active: true }
            ? subject.Memberships.FirstOrDefault(membership => membership.AgencyId == session.ActiveAgencyId)
            : null;

    private static ProblemHttpResult Refuse(HttpContext http, Failure failure)
    {
        RefreshCookie.Clear(http);
        return failure.ToProblem();
    }
}

/// <summary>What a refresh token turned into, or why it did not.</summary>
internal sealed record Rotated(Session? Session, string? Token, DateTimeOffset ExpiresAt, Failure? Failure)
{
    public static Rotated Refused(Failure failure) => new(null, null, default, failure);
}

/// <summary>
/// Every use of a refresh token replaces it. Used again within the window it gives the same successor, so that two tabs
/// refreshing at once both stay signed in; used later it has been stolen or leaked, and its session ends.
/// </summary>
internal sealed class Rotation(
    AuthDb db, Tokens tokens, Caller caller, IBroadcast broadcast, TimeProvider clock, ILogger<Rotation> log)
{
    public static readonly Failure Unknown =
        new("refresh_invalid", 401, "The refresh token cannot be used. Sign in again.");
    public static readonly Failure Reused =
        new("refresh_reused", 401, "This refresh token was used before. Its session has ended; sign in again.");

    public static readonly Failure Ended = new("session_ended", 401, "This session has ended. Sign in again.");

    /// <summary>The session that a refresh token belongs to, open or not.</summary>
    public async Task<Session?> SessionOfAsync(string token, CancellationToken ct)
    {
        var hash = SecretToken.Hash(token);
        return await db.RefreshTokens.Where(t => t.TokenHash == hash)
            .Join(db.Sessions, t => t.SessionId, s => s.Id, (_, s) => s)
            .FirstOrDefaultAsync(ct);
    }

    public async Task<Rotated> RotateAsync(string token, CancellationToken ct)
    {
        var hash = SecretToken.Hash(token);
        while (true)
        {
            var row = await db.RefreshTokens.FirstOrDefaultAsync(t => t.TokenHash == hash, ct);
            var now = clock.GetUtcNow();
            if (row is null || row.ExpiresAt <= now)
            {
                return Rotated.Refused(Unknown);
            }

            var session = await db.Sessions.FirstAsync(s => s.Id == row.SessionId, ct);
            if (!session.IsOpen(now))
            {
                return Rotated.Refused(Ended);
            }

            if (row.AnswersAgain(now))
            {
                return new Rotated(session, tokens.OpenSuccessor(row), session.ExpiresAt, null);
            }

            if (row.UsedAt is not null)
            {
                log.RefreshReplayed(session.Id);
                await EndAsync(session, "refresh-token-replayed", ct);
                return Rotated.Refused(Reused);
            }

            if (await SucceedAsync(row, session, now, ct) is { } rotated)
            {
                return rotated;
            }
        }
    }

    /// <summary>Ends a session at once; the event and the news take its access tokens away everywhere.</summary>
    public async Task EndAsync(Session session, string reason, CancellationToken ct)
    {
        if (session.EndedAt is not null)
        {
            return;
        }

        session.End(reason, clock.GetUtcNow());
        caller.BecomeService(AuthService.Name, session.ActiveAgencyId, session.UserId);
        db.Record("session.ended", "session", session.Id, details: reason);
        db.Publish(new Contracts.Events.SessionEnded(session.Id, session.UserId, session.ActiveAgencyId));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else ended it in the same moment, and told of it.
            db.ChangeTracker.Clear();
        }

        broadcast.TellSessionEnded(session.Id);
    }

    private async Task<Rotated?> SucceedAsync(
        RefreshToken row, Session session, DateTimeOffset now, CancellationToken ct)
    {
        var (successor, next) = tokens.Next(session);
        row.Use(tokens.SealSuccessor(row, successor), now);
        session.LastUsedAt = now;
        db.RefreshTokens.Add(next);
        try
        {
            await db.SaveChangesAsync(ct);
            return new Rotated(session, successor, next.ExpiresAt, null);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another request used the token first, or the session ended: look again.
            db.ChangeTracker.Clear();
            return null;
        }
    }
}
