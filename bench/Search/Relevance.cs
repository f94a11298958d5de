using DigitalDocs.Platform.Http;
using DigitalDocs.Search.Indexing;
using DigitalDocs.Search.Querying;
using DigitalDocs.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigitalDocs.Search.Bench;

/// <summary>nDCG@10 on Cranfield, clean and with a typo in every longer word.</summary>
internal static class Relevance
{
    private const double Bm25 = 0.385;

    public static async Task RunAsync()
    {
        if (SharedData.Find("search/cranfield") is not { } folder)
        {
            Console.WriteLine("relevance: the Cranfield collection is not on this machine");
            return;
        }

        var cranfield = Cranfield.Read(folder);
        var agency = Guid.CreateVersion7();
        await using var index = ScratchIndex.Create();
        var numbers = cranfield.Abstracts.ToDictionary(_ => Guid.CreateVersion7());
        await index.Index.IndexAsync(
            [.. numbers.Select(pair => new IndexedDocument(
                pair.Key, agency, 1, agency, agency, pair.Value.Title, null, null, DateTimeOffset.UnixEpoch, [], [],
                [new IndexedPage(1, pair.Value.Text)]))],
            CancellationToken.None);

        var clean = cranfield.Ndcg(Find);
        Console.WriteLine($"relevance: nDCG@10 {clean:0.000}, {clean / Bm25:0.00} × BM25 (bar 1.05)");
        var typos = Enumerable.Range(1, 3)
            .Select(seed => cranfield.Ndcg(question => Find(Misspelling.Everywhere(question, seed)))).ToArray();
        Console.WriteLine($"relevance with typos: {string.Join(", ", typos.Select(t => $"{t / clean:0.000}"))} of clean (bar 0.97)");

        IEnumerable<int> Find(string question)
        {
            var (result, _) = index.Index.Search(new SearchQuery(agency, Visibility.Everything, question) { Limit = 10 });
            return result!.Items.Select(item => numbers[item.Id].Number);
        }
    }
}

/// <summary>An index in a folder that goes away.</summary>
internal sealed class ScratchIndex : IAsyncDisposable
{
    private ScratchIndex(string folder)
    {
        Folder = folder;
        Index = new EmbeddedSearchIndex(
            Path.Combine(folder, "search.db"), TimeSpan.FromSeconds(30), TimeProvider.System, NullLoggerFactory.Instance);
    }

    public string Folder { get; }

    public EmbeddedSearchIndex Index { get; }

    public long Size => Directory.EnumerateFiles(Folder).Sum(file => new FileInfo(file).Length);

    public static ScratchIndex Create() => new(Directory.CreateTempSubdirectory("dd-search-").FullName);

    public async ValueTask DisposeAsync()
    {
        await Index.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
