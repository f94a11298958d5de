using System.Buffers;
using DigitalDocs.Search.Indexing;
using DigitalDocs.Search.Reading;

namespace DigitalDocs.Search.Querying;

/// <summary>Counts words per document and turns the counts into scores (BM25, places weighted).</summary>
internal sealed class Scoring : IDisposable
{
    // Fitted on a collection with judged answers; the name of a file says more than a word of its text.
    private const float K1 = 2f;
    private const float B = 0.5f;
    private const float NameCount = 4f;
    private const float FieldCount = 1.5f;

    private readonly Columns _columns;
    private readonly float[] _scores;
    private readonly float[] _counts;
    private readonly int _documents;
    private readonly float _averageLength;

    public Scoring(Columns columns, Bits visible)
    {
        _columns = columns;
        _scores = ArrayPool<float>.Shared.Rent(columns.Count + 1);
        _counts = ArrayPool<float>.Shared.Rent(columns.Count + 1);
        _counts.AsSpan(0, columns.Count).Clear();
        Forget();
        long length = 0;
        var lengths = columns.Length;
        foreach (var ordinal in visible)
        {
            _documents++;
            length += lengths[ordinal];
        }

        _averageLength = Math.Max(1f, (float)length / Math.Max(1, _documents));
    }

    public ReadOnlySpan<float> Scores => _scores.AsSpan(0, _columns.Count);

    public void Forget() => _scores.AsSpan(0, _columns.Count).Clear();

    public void Restore(float[] scores) => scores.CopyTo(_scores, 0);

    public void Count(int ordinal, uint weight) => _counts[ordinal] +=
        (weight >> 2) + ((weight & 1) != 0 ? NameCount : 0) + ((weight & 2) != 0 ? FieldCount : 0);

    public void CountPlace(int ordinal, int position) =>
        _counts[ordinal] += position >= Zone.Body ? 1 : position >= Zone.Meta ? FieldCount : NameCount;

    /// <summary>Adds the counts to the scores and clears them.</summary>
    /// <returns>How telling it is that a document is among those found.</returns>
    public float Score(Bits found, int count)
    {
        var rarity = MathF.Log(1 + ((_documents - count + 0.5f) / (count + 0.5f)));
        var lengths = _columns.Length;
        foreach (var ordinal in found)
        {
            var times = _counts[ordinal];
            _counts[ordinal] = 0;
            var length = K1 * (1 - B + (B * lengths[ordinal] / _averageLength));
            _scores[ordinal] += rarity * times * (K1 + 1) / (times + length);
        }

        return rarity;
    }

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_scores);
        ArrayPool<float>.Shared.Return(_counts);
    }
}
