using DigitalDocs.Contracts.Documents;

namespace DigitalDocs.Documents;

/// <summary>An order of documents and how to go on in it.</summary>
/// <param name="Apply">Orders a query and leaves out what lies before the position.</param>
/// <param name="Position">The position after an item.</param>
internal sealed record DocumentSort(
    string Name,
    Func<IQueryable<Document>, ListPosition?, IQueryable<Document>> Apply,
    Func<DocumentItem, ListPosition> Position)
{
    public const string Default = "-createdAt";

    public const string LastDeleted = "-deletedAt";

    // Ids rise with the time of creation, so that they alone are that order.
    private static readonly DocumentSort[] All =
    [
        new(
            "-createdAt",
            (documents, at) => (at is null ? documents : documents.Where(d => d.Id < at.Id)).OrderByDescending(d => d.Id),
            item => new("-createdAt", null, null, item.Id)),
        new(
            "createdAt",
            (documents, at) => (at is null ? documents : documents.Where(d => d.Id > at.Id)).OrderBy(d => d.Id),
            item => new("createdAt", null, null, item.Id)),
        new(
            "name",
            (documents, at) => (at is null ? documents : documents.Where(d =>
                    string.Compare(d.NameKey, at.Text) > 0 || (d.NameKey == at.Text && d.Id > at.Id)))
                .OrderBy(d => d.NameKey).ThenBy(d => d.Id),
            item => new("name", item.Name.ToLowerInvariant(), null, item.Id)),
        new(
            "-name",
            (documents, at) => (at is null ? documents : documents.Where(d =>
                    string.Compare(d.NameKey, at.Text) < 0 || (d.NameKey == at.Text && d.Id < at.Id)))
                .OrderByDescending(d => d.NameKey).ThenByDescending(d => d.Id),
            item => new("-name", item.Name.ToLowerInvariant(), null, item.Id)),
        new(
            "size",
            (documents, at) => (at is null ? documents : documents.Where(d =>
                    d.Size > at.Number || (d.Size == at.Number && d.Id > at.Id)))
                .OrderBy(d => d.Size).ThenBy(d => d.Id),
            item => new("size", null, item.Size, item.Id)),
        new(
            "-size",
            (documents, at) => (at is null ? documents : documents.Where(d =>
                    d.Size < at.Number || (d.Size == at.Number && d.Id < at.Id)))
                .OrderByDescending(d => d.Size).ThenByDescending(d => d.Id),
            item => new("-size", null, item.Size, item.Id)),
        new(
            LastDeleted,
            (documents, at) => (at is null ? documents : DeletedBefore(documents, at))
                .OrderByDescending(d => d.DeletedAt).ThenByDescending(d => d.Id),
            item => new(LastDeleted, null, item.DeletedAt?.UtcTicks, item.Id)),
    ];

    public static IEnumerable<string> Names => All.Select(sort => sort.Name);

    /// <summary>Null for a name that is not known.</summary>
    public static DocumentSort? Of(string? name) => Array.Find(All, sort => sort.Name == (name ?? Default));

    private static IQueryable<Document> DeletedBefore(IQueryable<Document> documents, ListPosition at)
    {
        DateTimeOffset? time = at.Number is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        return documents.Where(d => d.DeletedAt < time || (d.DeletedAt == time && d.Id < at.Id));
    }
}
