using DigitalDocs.Search.Analysis;
using DigitalDocs.Search.Reading;

namespace DigitalDocs.Search.Querying;

/// <summary>
/// Replaces words that no document the caller may see has by the nearest that one has. A word that is there is never
/// touched: exact beats near.
/// </summary>
internal sealed class Correction(Evaluator evaluator, Vocabulary vocabulary)
{
    private const int MostCandidates = 30;

    private readonly List<(Range At, string Word)> _replaced = [];

    public QueryNode Correct(QueryNode node) => node switch
    {
        WordNode { IsPrefix: false } word when Better(word.Word) is { } better => Replace(word, better),
        SomeNode some => some with { Nodes = [.. some.Nodes.Select(Correct)] },
        AllNode all => new AllNode([.. all.Nodes.Select(Correct)]),
        AnyNode any => new AnyNode([.. any.Nodes.Select(Correct)]),
        _ => node,
    };

    /// <summary>The query with the better words; null when nothing was replaced.</summary>
    public string? DidYouMean(string? text)
    {
        if (_replaced.Count == 0 || text is null)
        {
            return null;
        }

        foreach (var (at, word) in _replaced.DistinctBy(r => r.At.Start.Value).OrderByDescending(r => r.At.Start.Value))
        {
            text = string.Concat(text.AsSpan(0, at.Start.Value), word, text.AsSpan(at.End.Value));
        }

        return text;
    }

    private WordNode Replace(WordNode word, string better)
    {
        _replaced.Add((word.At, better));
        return word with { Word = better };
    }

    private string? Better(string word)
    {
        var edits = Spelling.EditsAllowed(word);
        if (edits == 0 || evaluator.Forms(word, exact: false).Any(evaluator.IsThere))
        {
            return null;
        }

        return vocabulary.Near(word, edits).Where(near => near.Word.Length > 2).Take(MostCandidates)
            .Select(near => near.Word).FirstOrDefault(evaluator.IsThere);
    }
}
