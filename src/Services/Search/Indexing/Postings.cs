namespace DigitalDocs.Search.Indexing;

/// <summary>
/// The parts of a document share one line of word positions, with gaps between them, so that one list per word serves
/// all parts and no phrase reaches from one into the next.
/// </summary>
internal static class Zone
{
    public const int Name = 0;
    public const int Meta = 1024;
    public const int Body = 4096;
}

/// <summary>Builds the list of one word: which documents hold it, how often, where.</summary>
/// <remarks>
/// Per document: <c>gap to the one before ≪ 1 | 1</c> when the word stands once in the text and nowhere else; else
/// <c>gap ≪ 1</c> and <c>count in the text ≪ 2 | in fields ≪ 1 | in the name</c>. Positions are gaps; in the second
/// case their length in bytes stands before them.
/// </remarks>
internal sealed class PostingBuilder
{
    private ByteBuffer _docs;
    private ByteBuffer _positions;
    private ByteBuffer _open;
    private int _last;
    private int _ordinal = -1;
    private int _position;
    private uint _bodyCount;
    private uint _zones;

    public ReadOnlySpan<byte> Positions => _positions.Span;

    public bool IsEmpty => _docs.Length == 0;

    /// <summary>Documents in the list, of those added one word at a time.</summary>
    public int Count { get; private set; }

    public void Add(int ordinal, int position)
    {
        if (ordinal != _ordinal)
        {
            Close();
            _ordinal = ordinal;
            Count++;
        }

        _open.AddNumber((uint)(position - _position));
        _position = position;
        if (position >= Zone.Body)
        {
            _bodyCount++;
        }
        else
        {
            _zones |= position >= Zone.Meta ? 2u : 1u;
        }
    }

    /// <summary>Takes a document over from another list; its positions as they are.</summary>
    public void Copy(in PostingCursor from)
    {
        _docs.AddNumber((uint)(from.Ordinal - _last) << 1 | (from.IsSimple ? 1u : 0u));
        _last = from.Ordinal;
        if (!from.IsSimple)
        {
            _docs.AddNumber(from.Weight);
        }

        _positions.Add(from.PositionBytes);
    }

    public void Clear()
    {
        _docs.Clear();
        _positions.Clear();
        _last = 0;
    }

    /// <summary>Ends the list; its documents count from <paramref name="first"/>.</summary>
    public ReadOnlySpan<byte> Documents(int first, ref ByteBuffer buffer)
    {
        Close();
        var at = 0;
        var head = ByteBuffer.ReadNumber(_docs.Span, ref at);
        buffer.Clear();
        buffer.AddNumber(head + ((uint)first << 1));
        buffer.Add(_docs.Span[at..]);
        return buffer.Span;
    }

    private void Close()
    {
        if (_ordinal < 0)
        {
            return;
        }

        var simple = _bodyCount == 1 && _zones == 0;
        _docs.AddNumber((uint)(_ordinal - _last) << 1 | (simple ? 1u : 0u));
        _last = _ordinal;
        if (!simple)
        {
            _docs.AddNumber(_bodyCount << 2 | _zones);
            _positions.AddNumber((uint)_open.Length);
        }

        _positions.Add(_open.Span);
        _open.Clear();
        (_ordinal, _position, _bodyCount, _zones) = (-1, 0, 0, 0);
    }
}

/// <summary>Walks over one list. Positions are only kept pace with when given.</summary>
internal ref struct PostingCursor(ReadOnlySpan<byte> docs, ReadOnlySpan<byte> positions)
{
    private readonly ReadOnlySpan<byte> _docs = docs;
    private readonly ReadOnlySpan<byte> _positions = positions;
    private int _at;
    private int _positionsAt;
    private int _positionsEnd;

    public int Ordinal { get; private set; }

    public bool IsSimple { get; private set; }

    /// <summary>Count in the text ≪ 2 | in fields ≪ 1 | in the name.</summary>
    public uint Weight { get; private set; }

    /// <summary>The document's positions with their length before them.</summary>
    public readonly ReadOnlySpan<byte> PositionBytes => _positions[_positionsAt.._positionsEnd];

    public bool MoveNext()
    {
        if (_at >= _docs.Length)
        {
            return false;
        }

        var head = ByteBuffer.ReadNumber(_docs, ref _at);
        Ordinal += (int)(head >> 1);
        IsSimple = (head & 1) != 0;
        Weight = IsSimple ? 4 : ByteBuffer.ReadNumber(_docs, ref _at);
        if (_positions.Length > 0)
        {
            StepPositions();
        }

        return true;
    }

    /// <summary>Adds <c>document ≪ 32 | position</c> for every place of the word in the present document.</summary>
    public readonly void ReadPositions(long document, List<long> to)
    {
        var at = _positionsAt;
        if (!IsSimple)
        {
            ByteBuffer.ReadNumber(_positions, ref at);
        }

        long position = 0;
        while (at < _positionsEnd)
        {
            position += ByteBuffer.ReadNumber(_positions, ref at);
            to.Add(document << 32 | position);
        }
    }

    private void StepPositions()
    {
        _positionsAt = _positionsEnd;
        var at = _positionsAt;
        var number = ByteBuffer.ReadNumber(_positions, ref at);
        _positionsEnd = IsSimple ? at : at + (int)number;
    }
}
