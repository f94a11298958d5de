using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>What the operations on shares have in common.</summary>
internal sealed class ShareDesk(DocumentsDb db, UsersClient users, Caller caller, TimeProvider clock)
{
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public PersonRef By => caller.Ref();

    /// <summary>The document when the caller may share it.</summary>
    public async Task<(Failure? Failure, Document? Document)> FindDocumentAsync(Guid id, CancellationToken ct)
    {
        if (await db.FindVisibleAsync(id, caller, ct) is not { } document)
        {
            return (Failure.NotFound("document", id), null);
        }

        return document switch
        {
            _ when !caller.May(Permissions.DocumentsShare, document) =>
                (await db.DenyAsync(document, Permissions.DocumentsShare, ct), null),
            { IsQuarantined: true } => (Refusals.Quarantined, null),
            _ => (null, document),
        };
    }

    /// <summary>Nobody gives away what they do not have.</summary>
    public Failure? MayPassOn(Document document, IReadOnlyList<string>? permissions) =>
        permissions?.Contains(Share.Download) == true && !caller.May(Permissions.DocumentsDownload, document)
            ? Failure.Forbidden(Permissions.DocumentsDownload)
            : null;

    public async Task<string?> NameOfAsync(Guid member, CancellationToken ct) => (await users.FindAsync(member, ct))?.Name;

    public Task<Share?> FindAsync(Guid documentId, Guid shareId, CancellationToken ct) =>
        db.Shares.FirstOrDefaultAsync(share => share.DocumentId == documentId && share.Id == shareId, ct);

    public async Task<IReadOnlyList<ShareDto>> ListAsync(Guid documentId, CancellationToken ct) =>
        [.. (await db.Shares.AsNoTracking().Where(share => share.DocumentId == documentId)
            .OrderByDescending(share => share.Id).ToListAsync(ct)).Select(share => ToDto(share, null))];

    /// <summary>Writes a new or changed share; of a member's, the authorization service makes a grant.</summary>
    public async Task SaveAsync(Share share, string action, CancellationToken ct)
    {
        if (db.Entry(share).State == EntityState.Detached)
        {
            db.Shares.Add(share);
        }

        db.Record(action, "document", share.DocumentId, details: $"share:{share.Id} {share.Kind}");
        db.Publish(new DocumentShared(
            share.DocumentId, share.AgencyId, share.Id, share.Kind, share.MemberId,
            share.RevokedAt is null ? share.Permissions : [], share.ExpiresAt));
        await db.SaveChangesAsync(ct);
    }

    public static ShareDto ToDto(Share share, string? url) => new(
        share.Id,
        new ShareWith(share.Kind, share.MemberId),
        share.MemberName,
        share.Permissions,
        share.CreatedAt,
        new PersonRef(share.CreatedBy, share.CreatedByName),
        share.ExpiresAt,
        share.RevokedAt,
        share.PasswordHash is not null,
        share.MaxOpens,
        share.Opens,
        share.LastOpenedAt,
        url);
}
