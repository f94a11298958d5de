namespace DigitalDocs.Search.Analysis;

/// <summary>What may be misspelt, and how badly.</summary>
internal static class Spelling
{
    private const int ShortestWord = 4;
    private const int LongWord = 8;

    /// <summary>True for what belongs into the vocabulary: letters only. Numbers and ids are never corrected.</summary>
    public static bool IsWord(ReadOnlySpan<char> term)
    {
        foreach (var c in term)
        {
            if (!char.IsLetter(c))
            {
                return false;
            }
        }

        return term.Length >= 2;
    }

    public static int EditsAllowed(string word) =>
        word.Length < ShortestWord || !IsWord(word) ? 0 : word.Length < LongWord ? 1 : 2;

    /// <summary>
    /// Edits between two words, a swap of neighbours counting as one; more than <paramref name="limit"/> as limit + 1.
    /// </summary>
    public static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return limit + 1;
        }

        var width = b.Length + 1;
        Span<int> rows = stackalloc int[width * 3];
        for (var j = 0; j < width; j++)
        {
            rows[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var row = rows.Slice(i % 3 * width, width);
            var above = rows.Slice((i + 2) % 3 * width, width);
            var beforeThat = rows.Slice((i + 1) % 3 * width, width);
            if (FillRow(a, b, i, row, above, beforeThat) > limit)
            {
                return limit + 1;
            }
        }

        return Math.Min(rows[(a.Length % 3 * width) + b.Length], limit + 1);
    }

    private static int FillRow(
        ReadOnlySpan<char> a, ReadOnlySpan<char> b, int i, Span<int> row, Span<int> above, Span<int> beforeThat)
    {
        var least = row[0] = i;
        for (var j = 1; j <= b.Length; j++)
        {
            var same = a[i - 1] == b[j - 1];
            var edits = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (same ? 0 : 1));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            {
                edits = Math.Min(edits, beforeThat[j - 2] + 1);
            }

            row[j] = edits;
            least = Math.Min(least, edits);
        }

        return least;
    }
}
