using System.Globalization;
using System.Text;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Journal;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>How a visit to a share link stands.</summary>
internal enum ShareGate
{
    /// <summary>There is no such link.</summary>
    Unknown,

    /// <summary>Revoked, expired, used up, or the document is gone.</summary>
    Over,

    /// <summary>The password is still to come, or was wrong.</summary>
    Locked,

    /// <summary>Too many wrong passwords.</summary>
    Blocked,

    Open,
}

/// <summary>One request of somebody who holds a link: finds the share, counts the visit, journals what is done.</summary>
internal sealed class ShareVisit(DocumentsDb db, OpaqueToken tokens, Caller caller, TimeProvider clock)
{
    private const int WrongBeforeBlock = 5;
    private const int SlugLength = 22;
    private static readonly TimeSpan VisitTime = TimeSpan.FromHours(8);

    public Share Share { get; private set; } = null!;

    public Document Document { get; private set; } = null!;

    /// <summary>Whether this visitor may see the document now; the first time it is counted.</summary>
    public async Task<ShareGate> EnterAsync(HttpContext context, string slug, CancellationToken ct)
    {
        var gate = await FindAsync(slug, ct);
        if (gate != ShareGate.Open || HasTicket(context))
        {
            return gate;
        }

        return Share.PasswordHash is not null ? ShareGate.Locked : await CountAsync(context, slug, ct);
    }

    /// <summary>The same with a password that was typed.</summary>
    public async Task<ShareGate> UnlockAsync(HttpContext context, string slug, string password, CancellationToken ct)
    {
        var gate = await FindAsync(slug, ct);
        if (gate != ShareGate.Open || Share.PasswordHash is null)
        {
            return gate;
        }

        var now = clock.GetUtcNow();
        if (Share.BlockedUntil > now)
        {
            return ShareGate.Blocked;
        }

        if (SharePassword.Matches(password, Share.PasswordHash))
        {
            await db.Shares.Where(share => share.Id == Share.Id).ExecuteUpdateAsync(
                set => set.SetProperty(share => share.WrongPasswords, 0), ct);
            return await CountAsync(context, slug, ct);
        }

        await RememberWrongAsync(now, ct);
        return ShareGate.Locked;
    }

    /// <summary>Journals a read before its bytes leave; the actor is the link, nobody more is known.</summary>
    public Task RecordAsync(string action, string? details, CancellationToken ct)
    {
        Journal(action, "ok", details);
        return db.SaveChangesAsync(ct);
    }

    private async Task<ShareGate> FindAsync(string slug, CancellationToken ct)
    {
        var hash = slug.Length == SlugLength ? SecretToken.Hash(slug) : null;
        if (hash is null || await db.AcrossAgencies<Share>("a share link names no agency").AsNoTracking()
            .FirstOrDefaultAsync(share => share.SlugHash == hash, ct) is not { } share)
        {
            return ShareGate.Unknown;
        }

        caller.BecomeService(DocumentsService.Name, share.AgencyId);
        Share = share;
        if (share.IsOver(clock.GetUtcNow())
            || await db.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.Id == share.DocumentId, ct) is not { } document
            || document.DeletedAt is not null
            || document.IsQuarantined)
        {
            return ShareGate.Over;
        }

        Document = document;
        return ShareGate.Open;
    }

    // Compare and swap: of two visitors at once only as many come in as the link has openings left.
    private async Task<ShareGate> CountAsync(HttpContext context, string slug, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var counted = await db.Shares
            .Where(share => share.Id == Share.Id && (share.MaxOpens == null || share.Opens < share.MaxOpens))
            .ExecuteUpdateAsync(
                set => set.SetProperty(share => share.Opens, share => share.Opens + 1)
                    .SetProperty(share => share.LastOpenedAt, now),
                ct);
        if (counted == 0)
        {
            return ShareGate.Over;
        }

        Journal("document.share-opened", "ok", null);
        db.Publish(new DocumentShareOpened(Document.Id, Document.AgencyId, Share.Id));
        await db.SaveChangesAsync(ct);
        GiveTicket(context, slug, now);
        return ShareGate.Open;
    }

    private async Task RememberWrongAsync(DateTimeOffset now, CancellationToken ct)
    {
        var wrong = Share.WrongPasswords + 1;
        var over = Math.Max(0, Math.Min(wrong - WrongBeforeBlock, 5));
        DateTimeOffset? until = wrong >= WrongBeforeBlock ? now + TimeSpan.FromSeconds(30 * Math.Pow(2, over)) : null;
        await db.Shares.Where(share => share.Id == Share.Id).ExecuteUpdateAsync(
            set => set.SetProperty(share => share.WrongPasswords, share => share.WrongPasswords + 1)
                .SetProperty(share => share.BlockedUntil, until),
            ct);
        Journal("document.share-password-wrong", "denied", null);
        await db.SaveChangesAsync(ct);
    }

    private void Journal(string action, string outcome, string? details) => db.Journal.Add(new JournalEntry
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        AgencyId = Share.AgencyId,
        At = clock.GetUtcNow(),
        Actor = $"share:{Share.Id}",
        Action = action,
        ResourceKind = "document",
        ResourceId = Share.DocumentId,
        Outcome = outcome,
        Details = details,
    });

    private string Purpose => $"share:{Share.Id}:{Share.PasswordHash}";

    private bool HasTicket(HttpContext context) =>
        tokens.TryOpen(Purpose, context.Request.Cookies[Cookie], out var bytes)
        && long.TryParse(Encoding.ASCII.GetString(bytes), CultureInfo.InvariantCulture, out var until)
        && until > clock.GetUtcNow().ToUnixTimeSeconds();

    // A changed password makes earlier tickets void: it is part of what they are sealed for.
    private void GiveTicket(HttpContext context, string slug, DateTimeOffset now)
    {
        var until = (now + VisitTime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        context.Response.Cookies.Append(Cookie, tokens.Seal(Purpose, Encoding.ASCII.GetBytes(until)), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = $"/s/{slug}",
            MaxAge = VisitTime,
        });
    }

    private const string Cookie = "visit";
}
