using DigitalDocs.Search.Analysis;

namespace DigitalDocs.Search.Querying;

/// <summary>Cuts what people type the way the text was cut.</summary>
internal static class QueryWords
{
    /// <summary>Words in order, without the forms written together.</summary>
    public static List<string> Of(string text) => Cut(text, 0).ConvertAll(word => word.Word);

    /// <summary>Where the last word begins.</summary>
    public static int LastStart(string text) => Cut(text, 0) is [.., var last] ? last.At.Start.Value : text.Length;

    /// <summary>
    /// The words of a piece without spaces: one, or several that must stand together (<c>2024-01823</c>), or those
    /// written as one (<c>W-9</c>).
    /// </summary>
    public static IEnumerable<QueryNode> Plain(string piece, int offset, bool isPrefix)
    {
        var words = Cut(piece, offset);
        if (words.Count == 0)
        {
            yield break;
        }

        if (words.Count == 1)
        {
            yield return new WordNode(words[0].Word, words[0].At, isPrefix);
            yield break;
        }

        var all = offset..(offset + piece.Length);
        var phrase = new PhraseNode(words.ConvertAll(word => word.Word), all);
        if (words.Count == 2 && piece.AsSpan().ContainsAny('-', '\u2010', '\u2011'))
        {
            yield return new AnyNode([phrase, new WordNode(words[0].Word + words[1].Word, all)]);
        }
        else
        {
            yield return phrase;
        }
    }

    private static List<(string Word, Range At)> Cut(string text, int offset)
    {
        Span<char> buffer = stackalloc char[Tokenizer.MaxTerm + 3];
        var tokens = new Tokenizer(text, buffer);
        var words = new List<(string, Range)>();
        while (tokens.MoveNext())
        {
            if (tokens.Advances)
            {
                words.Add((tokens.Term.ToString(), (offset + tokens.Start)..(offset + tokens.End)));
            }
        }

        return words;
    }
}
