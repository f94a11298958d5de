using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Contracts.Search;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Search;
using DigitalDocs.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Services.Tests.Search;

/// <summary>The search service alone; what the documents service does is played by its events and blobs.</summary>
internal sealed class SearchApp : IAsyncDisposable
{
    private readonly DigitalDocsApp _app;

    private SearchApp(DigitalDocsApp app) => _app = app;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<SearchApp> StartAsync() =>
        new(await DigitalDocsApp.StartAsync([ServiceEntry.Of<SearchService>("search")], ct: Ct));

    /// <summary>Somebody who sees their own documents.</summary>
    public Person Agent(Guid? agency = null) => _app.Person(agency, Permissions.SearchUse, Permissions.DocumentsView);

    public Person WithoutPermission() => _app.Person(null, Permissions.DocumentsView);

    public static DocumentState State(Person owner, string name) => new(
        Guid.CreateVersion7(), owner.AgencyId, 1, 1, name, "application/pdf", 1, "stored", null, null, null, [], null, null,
        owner.UserId, owner.UserId, "Owner", DateTimeOffset.UnixEpoch.AddYears(54), null, []);

    /// <summary>Stores pages as reading does.</summary>
    public async Task<string> ReadAsync(DocumentState document, params string[] pages)
    {
        var key = $"{document.AgencyId}/documents/{document.Id}/v1/text.json";
        var text = new DocumentText(
            [.. pages.Select((page, i) => new PageText(i + 1, 612, 792, 0, PageSource.TextLayer, page, []))], null, null);
        await _app.Services.GetRequiredService<IBlobStore>().PutJsonAsync(key, text, Ct);
        return key;
    }

    public Task<int> PublishAsync<TEvent>(Guid agency, TEvent @event)
        where TEvent : IEvent =>
        _app.UseAsync<SearchDb, int>(agency, db =>
        {
            db.Publish(@event);
            return db.SaveChangesAsync(Ct);
        });

    public Task<int> ChangeAsync(DocumentState document) =>
        PublishAsync(document.AgencyId, new DocumentMetadataChanged(document.Id, document.AgencyId, document));

    public static Task<SearchAnswer> SearchAsync(Person person, string query) =>
        person.Client.GetAsync<SearchAnswer>($"api/v1/search/documents?{query}", Ct);

    /// <summary>The answer once it has so many documents.</summary>
    public static Task<SearchAnswer> FoundAsync(Person person, string query, int total) =>
        Eventually.ValueAsync(() => SearchAsync(person, query), answer => answer.Total == total, query, Ct);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
