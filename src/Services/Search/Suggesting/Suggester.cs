using DigitalDocs.Platform.Http;
using DigitalDocs.Search.Querying;
using DigitalDocs.Search.Reading;

namespace DigitalDocs.Search.Suggesting;

/// <summary>Goes on with what was typed, from documents that the caller may see.</summary>
internal sealed class Suggester(Snapshot snapshot, Deadline deadline)
{
    private const int MostWords = 16;
    private const int MostLines = 40;

    public List<SuggestedText> Suggest(Visibility visibility, string typed, int limit)
    {
        var words = QueryWords.Of(typed);
        if (words.Count == 0 || limit <= 0)
        {
            return [];
        }

        using var evaluator = new Evaluator(snapshot, visibility.Visible(snapshot.Columns), deadline);
        var endings = Endings(words[^1]);
        var texts = new List<SuggestedText>();
        texts.AddRange(Lines(evaluator, words, endings, inName: true).Take(Math.Max(1, limit / 2)));
        texts.AddRange(Lines(evaluator, words, endings, inName: false).Take(Math.Max(1, limit / 4)));
        var terms = Terms(evaluator, words, endings, typed).Take(Math.Max(1, limit - texts.Count));
        return [.. terms.Concat(texts).Take(limit)];
    }

    private IReadOnlyList<string> Endings(string beginning)
    {
        var words = snapshot.Vocabulary.Beginning(beginning, MostWords);
        return words.Count > 0 ? words : snapshot.KeysBeginning(beginning, MostWords);
    }

    /// <summary>Endings that stand in a document with the words before, the most frequent first.</summary>
    private List<SuggestedText> Terms(Evaluator evaluator, List<string> words, IReadOnlyList<string> endings, string typed)
    {
        var documents = evaluator.Visible.Copy(snapshot.Columns.Count);
        foreach (var word in words.SkipLast(1))
        {
            documents.And(evaluator.Holding(evaluator.Forms(word, exact: false), Evaluator.AnyPlace));
        }

        var kept = typed[..QueryWords.LastStart(typed)];
        return [.. endings
            .Where(ending => ending.Length > words[^1].Length)
            .Select(ending => (ending, count: evaluator.Holding([ending], Evaluator.AnyPlace).And(documents).Count()))
            .Where(e => e.count > 0)
            .OrderByDescending(e => e.count).ThenBy(e => e.ending, StringComparer.Ordinal)
            .Select(e => new SuggestedText(kept + e.ending, SuggestionKinds.Term))];
    }

    /// <summary>Names or addresses that have all the words, the newest first.</summary>
    private List<SuggestedText> Lines(Evaluator evaluator, List<string> words, IReadOnlyList<string> endings, bool inName)
    {
        var place = inName ? Evaluator.InName : Evaluator.InFields;
        var documents = evaluator.Holding(endings, place);
        foreach (var word in words.SkipLast(1))
        {
            documents.And(evaluator.Holding([word], place));
        }

        var found = new List<int>();
        foreach (var ordinal in documents)
        {
            found.Add(ordinal);
        }

        var texts = new List<SuggestedText>();
        var kind = inName ? SuggestionKinds.Name : SuggestionKinds.Address;
        foreach (var ordinal in found.AsEnumerable().Reverse().Take(MostLines))
        {
            foreach (var line in Read(ordinal, inName).Where(line => Goes(line, words)))
            {
                texts.Add(new SuggestedText(line, kind));
            }
        }

        return [.. texts.DistinctBy(text => text.Text)];
    }

    private string[] Read(int ordinal, bool name)
    {
        var row = snapshot.Connection.Prepare("SELECT name, addresses FROM document WHERE agency = ?1 AND ordinal = ?2")
            .Bind(1, snapshot.Agency).Bind(2, ordinal);
        row.Step();
        var text = row.TextOrNull(name ? 0 : 1);
        row.Reset();
        return text?.Split('\n') ?? [];
    }

    private static bool Goes(string line, List<string> words)
    {
        var own = QueryWords.Of(Analysis.WordParts.Apart(line)).Concat(QueryWords.Of(line)).ToHashSet(StringComparer.Ordinal);
        return words.SkipLast(1).All(own.Contains)
            && own.Any(word => word.StartsWith(words[^1], StringComparison.Ordinal));
    }
}

internal sealed record SuggestedText(string Text, string Kind);

internal static class SuggestionKinds
{
    public const string Term = "term";
    public const string Name = "name";
    public const string Address = "address";
    public const string Recent = "recent";
}
