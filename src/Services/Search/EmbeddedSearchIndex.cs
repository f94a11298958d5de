using DigitalDocs.Platform.Http;
using System.Collections.Concurrent;
using DigitalDocs.Search.Indexing;
using DigitalDocs.Search.Querying;
using DigitalDocs.Search.Reading;
using DigitalDocs.Search.Suggesting;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Search;

/// <summary>
/// The document index in a file of its own. Writes are safe when their task ends and seen by every later search; a
/// repeated or late write changes nothing; several processes may share the file.
/// </summary>
internal sealed class EmbeddedSearchIndex : IAsyncDisposable, IDisposable
{
    private readonly IndexFile _file;
    private readonly IndexWriter _writer;
    private readonly SegmentMerger _merger;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _limit;
    private readonly ConcurrentDictionary<Guid, AgencyState> _states = new();

    /// <param name="limit">Searches answer with what they have after this time.</param>
    public EmbeddedSearchIndex(string path, TimeSpan limit, TimeProvider clock, ILoggerFactory logs)
    {
        (_clock, _limit) = (clock, limit);
        _file = new IndexFile(path);
        _merger = new SegmentMerger(_file, clock, logs.CreateLogger<SegmentMerger>());
        _writer = new IndexWriter(_file, _merger);
    }

    /// <summary>Puts documents in or replaces them, unless the index holds a newer version or a later removal.</summary>
    public Task IndexAsync(IReadOnlyList<IndexedDocument> documents, CancellationToken ct) =>
        _writer.WriteAsync(documents, [], ct);

    /// <summary>Takes a document out, unless it is newer; what is known of it up to that version stays out.</summary>
    public Task RemoveAsync(RemovedDocument document, CancellationToken ct) => _writer.WriteAsync([], [document], ct);

    /// <summary>Finds documents; a query that cannot be run comes back as a problem in words.</summary>
    public (SearchResult? Result, QueryProblem? Problem) Search(SearchQuery query)
    {
        var deadline = new Deadline(_clock, _limit);
        using var snapshot = Snapshot.Open(_file, _states, query.AgencyId);
        return snapshot is null ? Searcher.Nothing(query) : new Searcher(snapshot, deadline).Search(query);
    }

    /// <summary>Words, names and addresses that go on as was typed, from documents that may be seen.</summary>
    public IReadOnlyList<SuggestedText> Suggest(Guid agencyId, Visibility visibility, string typed, int limit)
    {
        var deadline = new Deadline(_clock, _limit);
        using var snapshot = Snapshot.Open(_file, _states, agencyId);
        return snapshot is null ? [] : new Suggester(snapshot, deadline).Suggest(visibility, typed, limit);
    }

    /// <summary>Returns when the work that makes searches faster is done; searches are right before that.</summary>
    public Task SettleAsync() => _merger.SettleAsync();

    public void Dispose()
    {
        _merger.Stop();
        _writer.Dispose();
        _file.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _merger.DisposeAsync();
        _writer.Dispose();
        _file.Dispose();
    }
}
