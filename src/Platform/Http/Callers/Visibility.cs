using DigitalDocs.Contracts.Authorization;

namespace DigitalDocs.Platform.Http;

/// <summary>
/// Which documents of their agency somebody may see: the one rule that open, lists, search, facets and streams apply.
/// </summary>
/// <param name="All">Every document of the agency.</param>
/// <param name="UserId">Sees what is their own.</param>
/// <param name="GrantSets">Transactions granted to them, and their own user id.</param>
/// <param name="Documents">Documents shared with them directly.</param>
public sealed record Visibility(
    bool All,
    Guid UserId,
    IReadOnlySet<Guid> GrantSets,
    IReadOnlySet<Guid> Documents)
{
    public static readonly Visibility None =
        new(false, Guid.Empty, new HashSet<Guid>(), new HashSet<Guid>());

    public static readonly Visibility Everything = None with { All = true };

    /// <summary>Whether a document of the caller's own agency may be seen.</summary>
    public bool Sees(Guid documentId, Guid grantSetId, Guid ownerId) =>
        All
        || (UserId != Guid.Empty && ownerId == UserId)
        || GrantSets.Contains(grantSetId)
        || Documents.Contains(documentId);

    internal static Visibility Of(AuthorizationSnapshot snapshot)
    {
        var granted = snapshot.Grants.Where(grant => grant.Permissions.Contains(Permissions.DocumentsView)).ToList();
        return new(
            snapshot.Permissions.Contains(Permissions.RecordsAll)
                && snapshot.Permissions.Contains(Permissions.DocumentsView),
            snapshot.UserId,
            granted.Where(grant => grant.Kind == "transaction").Select(grant => grant.ResourceId)
                .Append(snapshot.UserId).ToHashSet(),
            granted.Where(grant => grant.Kind == "document").Select(grant => grant.ResourceId).ToHashSet());
    }
}
