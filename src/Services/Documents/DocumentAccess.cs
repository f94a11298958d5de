using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>Who may see and do what: the one place where this service decides it.</summary>
internal static class DocumentAccess
{
    private static readonly (string Permission, string Word)[] Words =
    [
        (Permissions.DocumentsView, "view"),
        (Permissions.DocumentsDownload, "download"),
        (Permissions.DocumentsEdit, "edit"),
        (Permissions.DocumentsShare, "share"),
        (Permissions.DocumentsDelete, "delete"),
    ];

    /// <summary><see cref="Visibility.Sees"/> as SQL; a test holds the two together.</summary>
    public static IQueryable<Document> VisibleTo(this IQueryable<Document> documents, Caller caller)
    {
        var visibility = caller.Visibility;
        if (visibility.All)
        {
            return documents;
        }

        var user = visibility.UserId;
        var grantSets = visibility.GrantSets.Where(id => id != Guid.Empty).ToArray();
        var granted = visibility.Documents.ToArray();
        return documents.Where(document =>
            (user != Guid.Empty && document.OwnerId == user)
            || grantSets.Contains(document.GrantSetId)
            || granted.Contains(document.Id));
    }

    /// <summary>Closing files that the caller made, is a member of, or may see because of the role.</summary>
    public static IQueryable<Transaction> VisibleTo(this IQueryable<Transaction> transactions, DocumentsDb db, Caller caller)
    {
        var alive = transactions.Where(transaction => transaction.DeletedAt == null);
        if (caller.Visibility.All)
        {
            return alive;
        }

        var user = caller.UserId;
        var granted = caller.Visibility.GrantSets.ToArray();
        return alive.Where(transaction =>
            transaction.CreatedBy == user
            || granted.Contains(transaction.Id)
            || db.Members.Any(member => member.TransactionId == transaction.Id && member.UserId == user));
    }

    /// <summary>The document, tracked, when it is there, not in the trash and the caller may see it.</summary>
    public static async Task<Document?> FindVisibleAsync(this DocumentsDb db, Guid id, Caller caller, CancellationToken ct) =>
        await db.FindAnywhereAsync(id, caller, ct) is { DeletedAt: null } document ? document : null;

    /// <summary>The same for a document in the trash.</summary>
    public static async Task<Document?> FindInTrashAsync(this DocumentsDb db, Guid id, Caller caller, CancellationToken ct) =>
        await db.FindAnywhereAsync(id, caller, ct) is { DeletedAt: not null } document ? document : null;

    public static bool Sees(this Caller caller, Document document) =>
        caller.Visibility.Sees(document.Id, document.GrantSetId, document.OwnerId);

    /// <summary>The role must carry the permission, and so must what ties the caller to this document.</summary>
    public static bool May(this Caller caller, string permission, Document document) =>
        caller.IsService
        || (caller.May(permission) && (caller.Visibility.All
            || document.OwnerId == caller.UserId
            || caller.IsGranted(permission, document.Id, document.TransactionId)));

    public static IReadOnlyList<string> PermissionsOn(this Caller caller, Document document) =>
        [.. Words.Where(word => caller.May(word.Permission, document)).Select(word => word.Word)];

    public static PersonRef Ref(this Caller caller) => new(caller.UserId, caller.Name);

    /// <summary>Journals the denial and says no.</summary>
    public static async Task<Failure> DenyAsync(
        this DocumentsDb db, Document document, string permission, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        db.Record("permission.denied", "document", document.Id, "denied", permission);
        await db.SaveChangesAsync(ct);
        return new Failure("forbidden", 403, $"You may see this document, but not this (it needs {permission}).");
    }

    private static async Task<Document?> FindAnywhereAsync(
        this DocumentsDb db, Guid id, Caller caller, CancellationToken ct) =>
        await db.Documents.FirstOrDefaultAsync(document => document.Id == id, ct) is { } document && caller.Sees(document)
            ? document
            : null;
}
