using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Search.Indexing;

namespace DigitalDocs.Search.Handlers;

/// <summary>Brings the index to the state of a document that an event carries.</summary>
internal sealed class DocumentIndexing(EmbeddedSearchIndex index, IBlobStore blobs)
{
    /// <summary>Safe to repeat; an older state than the index has changes nothing.</summary>
    public async Task PutAsync(DocumentState document, CancellationToken ct)
    {
        var text = document.TextBlob is { } key ? await blobs.GetJsonAsync<TextOnly>(key, ct) : null;
        var pages = text?.Pages.Select(page => new IndexedPage(page.Page, page.Text)) ?? [];
        await index.IndexAsync(
            [
                new IndexedDocument(
                    document.Id, document.AgencyId, document.Revision, document.GrantSetId, document.OwnerId, document.Name,
                    document.ClassCode, document.TransactionId, document.CreatedAt, document.Tags,
                    [.. document.Fields.Select(field => new IndexedField(field.Name, field.Type, field.Text))], [.. pages])
                {
                    Context = document.TransactionName,
                },
            ],
            ct);
    }

    public Task RemoveAsync(Guid document, Guid agency, long revision, CancellationToken ct) =>
        index.RemoveAsync(new RemovedDocument(document, agency, revision), ct);

    /// <summary>The read text without the places of its words, which are most of it.</summary>
    private sealed record TextOnly(IReadOnlyList<PageOnly> Pages);

    private sealed record PageOnly(int Page, string Text);
}
