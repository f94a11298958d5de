using DigitalDocs.Search.Indexing;

namespace DigitalDocs.Search.Reading;

/// <summary>What this process holds in memory of one agency's index, kept level with the file.</summary>
internal sealed class AgencyState
{
    private readonly Lock _lock = new();
    private volatile Columns _columns = Columns.Empty;

    public Vocabulary Vocabulary { get; } = new();

    /// <summary>The columns of exactly the connection's snapshot, or null when another thread was faster.</summary>
    public Columns? At(IndexConnection connection, long agency, int count, long generation)
    {
        if (_columns is { } columns && columns.Generation == generation)
        {
            return columns;
        }

        lock (_lock)
        {
            if (_columns.Generation < generation)
            {
                Vocabulary.CatchUp(connection, agency);
                _columns = _columns.CatchUp(connection, agency, count, generation);
            }

            return _columns.Generation == generation ? _columns : null;
        }
    }
}
