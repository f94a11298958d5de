using System.Numerics;

namespace DigitalDocs.Search.Reading;

/// <summary>A set of documents by ordinal.</summary>
internal sealed class Bits(int capacity)
{
    private readonly ulong[] _words = new ulong[(capacity + 63) / 64];

    public bool this[int at] => at < _words.Length * 64 && (_words[at >> 6] & (1UL << at)) != 0;

    public ReadOnlySpan<ulong> Words => _words;

    public void Add(int at) => _words[at >> 6] |= 1UL << at;

    public void Remove(int at) => _words[at >> 6] &= ~(1UL << at);

    public Bits Copy(int newCapacity)
    {
        var copy = new Bits(newCapacity);
        _words.CopyTo(copy._words, 0);
        return copy;
    }

    public Bits And(Bits other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] &= other._words[i];
        }

        return this;
    }

    public Bits Or(Bits other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] |= other._words[i];
        }

        return this;
    }

    public Bits AndNot(Bits other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] &= ~other._words[i];
        }

        return this;
    }

    /// <summary>Keeps only what is below an ordinal.</summary>
    public Bits Before(int end)
    {
        for (var i = end >> 6; i < _words.Length; i++)
        {
            _words[i] &= i > end >> 6 ? 0 : (1UL << end) - 1;
        }

        return this;
    }

    public int Count()
    {
        var count = 0;
        foreach (var word in _words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    public Enumerator GetEnumerator() => new(_words);

    public struct Enumerator(ulong[] words)
    {
        private int _word = -1;
        private ulong _rest;

        public readonly int Current => (_word << 6) + BitOperations.TrailingZeroCount(_rest);

        public bool MoveNext()
        {
            if (_word >= 0)
            {
                _rest &= _rest - 1;
            }

            while (_rest == 0)
            {
                if (++_word >= words.Length)
                {
                    return false;
                }

                _rest = words[_word];
            }

            return true;
        }
    }
}
