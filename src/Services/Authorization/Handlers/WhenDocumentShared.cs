using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Broadcast;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Authorization.Handlers;

/// <summary>A share with a member is a grant on the document; a revoked one takes it away.</summary>
internal sealed class WhenDocumentShared(AuthorizationDb db, IBroadcast broadcast, TimeProvider clock)
    : IEventHandler<DocumentShared>
{
    public async Task<HandlerOutcome> HandleAsync(DocumentShared @event, CancellationToken ct)
    {
        if (@event.MemberId is not { } member)
        {
            return HandlerOutcome.Done;
        }

        var grant = await db.Grants.FirstOrDefaultAsync(g => g.SourceId == @event.ShareId && g.UserId == member, ct);
        var permissions = string.Join(',', @event.Permissions.Select(InFull));
        if (permissions.Length == 0)
        {
            if (grant is not null)
            {
                db.Grants.Remove(grant);
            }
        }
        else if (grant is null)
        {
            db.Grants.Add(new Grant
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                AgencyId = @event.Agency,
                UserId = member,
                Kind = Grant.Document,
                ResourceId = @event.DocumentId,
                SourceId = @event.ShareId,
                Permissions = permissions,
                ExpiresAt = @event.ExpiresAt,
            });
        }
        else
        {
            grant.Permissions = permissions;
            grant.ExpiresAt = @event.ExpiresAt;
        }

        await db.TouchAsync(member, @event.Agency, clock, ct);
        await db.SaveChangesAsync(ct);
        broadcast.TellUserChanged(member);
        return HandlerOutcome.Done;
    }

    // Shares say "view"; permissions are named in full.
    private static string InFull(string permission) => permission switch
    {
        "view" => Permissions.DocumentsView,
        "download" => Permissions.DocumentsDownload,
        "edit" => Permissions.DocumentsEdit,
        _ => permission,
    };
}
