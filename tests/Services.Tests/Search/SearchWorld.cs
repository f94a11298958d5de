using DigitalDocs.Platform.Http;
using DigitalDocs.Search;
using DigitalDocs.Search.Indexing;
using DigitalDocs.Search.Querying;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigitalDocs.Services.Tests.Search;

/// <summary>An index in a folder of its own, with short words for what tests do.</summary>
internal sealed class SearchWorld : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dd-search-");
    private readonly TimeSpan _limit;

    public SearchWorld(TimeSpan? limit = null)
    {
        _limit = limit ?? TimeSpan.FromSeconds(30);
        Index = Open();
    }

    public EmbeddedSearchIndex Index { get; }

    public Guid Agency { get; } = Guid.CreateVersion7();

    public Guid Owner { get; } = Guid.CreateVersion7();

    public string FilePath => Path.Combine(_folder.FullName, "search-index.db");

    /// <summary>The same file as another process has it.</summary>
    public EmbeddedSearchIndex Open() => new(FilePath, _limit, TimeProvider.System, NullLoggerFactory.Instance);

    public IndexedDocument Document(string name, params string[] pages) => new(
        Guid.CreateVersion7(), Agency, 1, Owner, Owner, name, null, null, DateTimeOffset.UnixEpoch.AddYears(54), [], [],
        [.. pages.Select((text, i) => new IndexedPage(i + 1, text))]);

    public async Task<IndexedDocument> AddAsync(string name, params string[] pages) => await AddAsync(Document(name, pages));

    public async Task<IndexedDocument> AddAsync(IndexedDocument document)
    {
        await Index.IndexAsync([document], TestContext.Current.CancellationToken);
        return document;
    }

    public SearchResult Search(string? text, Func<SearchQuery, SearchQuery>? with = null)
    {
        var query = new SearchQuery(Agency, Visibility.Everything, text);
        var (result, problem) = Index.Search(with?.Invoke(query) ?? query);
        problem.ShouldBeNull();
        return result!;
    }

    public string? Problem(string text) => Index.Search(new SearchQuery(Agency, Visibility.Everything, text)).Problem?.Message;

    /// <summary>Names of what is found, best first.</summary>
    public IReadOnlyList<string> Find(string? text, Func<SearchQuery, SearchQuery>? with = null) =>
        [.. Search(text, with).Items.Select(item => item.Name)];

    public async ValueTask DisposeAsync()
    {
        await Index.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
