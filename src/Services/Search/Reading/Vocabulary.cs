using System.Collections.Concurrent;
using DigitalDocs.Search.Analysis;
using DigitalDocs.Search.Indexing;

namespace DigitalDocs.Search.Reading;

/// <summary>
/// The words of an agency's documents: forms of a stem, words near a misspelt one, words with a beginning. It also
/// knows words of documents that the caller may not see: whoever uses it must look up who holds the word.
/// </summary>
internal sealed class Vocabulary
{
    private readonly ConcurrentDictionary<string, string[]> _forms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private long _last;
    private volatile Table _table = new([], [], [], 0);
    private volatile int[] _sorted = [];

    /// <summary>All forms of a stem, the given word among them when it exists.</summary>
    public IReadOnlyList<string> Forms(string stem) => _forms.TryGetValue(stem, out var forms) ? forms : [];

    /// <summary>Words within a number of edits, nearest and most frequent first.</summary>
    public List<(string Word, int Edits)> Near(string word, int edits)
    {
        var table = _table;
        var letters = Letters(word);
        var near = new List<(string Word, int Edits, int Documents)>();
        for (var i = 0; i < table.Count; i++)
        {
            // Each edit changes at most two letters of the set.
            if (System.Numerics.BitOperations.PopCount(table.Letters[i] ^ letters) > 2 * edits
                || Math.Abs(table.Words[i].Length - word.Length) > edits)
            {
                continue;
            }

            var distance = Spelling.Distance(word, table.Words[i], edits);
            if (distance <= edits && distance > 0)
            {
                near.Add((table.Words[i], distance, table.Documents[i]));
            }
        }

        return [.. near
            .OrderBy(n => n.Edits).ThenByDescending(n => n.Word[0] == word[0]).ThenByDescending(n => n.Documents)
            .ThenBy(n => n.Word, StringComparer.Ordinal).Select(n => (n.Word, n.Edits))];
    }

    /// <summary>Words that begin so, most frequent first.</summary>
    public List<string> Beginning(string prefix, int most)
    {
        var table = _table;
        var found = new List<int>();
        var sorted = _sorted;
        for (var i = LowerBound(table, sorted, prefix); i < sorted.Length; i++)
        {
            if (!table.Words[sorted[i]].StartsWith(prefix, StringComparison.Ordinal))
            {
                break;
            }

            found.Add(sorted[i]);
        }

        for (var i = sorted.Length; i < table.Count; i++)
        {
            if (table.Words[i].StartsWith(prefix, StringComparison.Ordinal))
            {
                found.Add(i);
            }
        }

        return [.. found.OrderByDescending(i => table.Documents[i]).ThenBy(i => table.Words[i], StringComparer.Ordinal)
            .Take(most).Select(i => table.Words[i])];
    }

    /// <summary>Reads the words that came since. One caller at a time.</summary>
    public void CatchUp(IndexConnection connection, long agency)
    {
        var rows = connection.Prepare("SELECT number, word, documents FROM vocabulary WHERE agency = ?1 AND number > ?2")
            .Bind(1, agency).Bind(2, _last);
        var (words, letters, documents, count) = _table;
        while (rows.Step())
        {
            _last = rows.Integer(0);
            var word = rows.Text(1);
            if (!_numbers.TryAdd(word, count))
            {
                continue;
            }

            if (count == words.Length)
            {
                var room = Math.Max(256, count * 2);
                Array.Resize(ref words, room);
                Array.Resize(ref letters, room);
                Array.Resize(ref documents, room);
            }

            (words[count], letters[count], documents[count]) = (word, Letters(word), (int)rows.Integer(2));
            count++;
            var stem = EnglishStemmer.Stem(word);
            _forms[stem] = _forms.TryGetValue(stem, out var forms) ? [.. forms, word] : [word];
        }

        _table = new Table(words, letters, documents, count);
        SortWhenDue(_table);
    }

    // Words behind the sorted ones are looked through one by one; sorting all for each new one would cost more.
    private void SortWhenDue(Table table)
    {
        if (table.Count - _sorted.Length > 2000 + (table.Count / 16))
        {
            var order = Enumerable.Range(0, table.Count).ToArray();
            Array.Sort(order, (a, b) => string.CompareOrdinal(table.Words[a], table.Words[b]));
            _sorted = order;
        }
    }

    private static int LowerBound(Table table, int[] sorted, string prefix)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(table.Words[sorted[middle]], prefix) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static uint Letters(string word)
    {
        uint letters = 0;
        foreach (var c in word)
        {
            letters |= 1u << (c - 'a' & 31);
        }

        return letters;
    }

    private sealed record Table(string[] Words, uint[] Letters, int[] Documents, int Count);
}
