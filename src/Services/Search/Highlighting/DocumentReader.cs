using DigitalDocs.Search.Indexing;
using DigitalDocs.Search.Querying;
using DigitalDocs.Search.Reading;

namespace DigitalDocs.Search.Highlighting;

/// <summary>Reads what a page of results shows: names, and the places where the words stand.</summary>
internal sealed class DocumentReader(Snapshot snapshot, Evaluator evaluator, Deadline deadline)
{
    private const int MostPlaces = 3;

    public List<FoundDocument> Read(IReadOnlyList<Ranked> page)
    {
        var documents = new Bits(snapshot.Columns.Count);
        foreach (var ranked in page)
        {
            documents.Add(ranked.Ordinal);
        }

        // Also when the time is over: what was found is worth nothing to people without the page it is on.
        var lit = page.Count == 0 ? [] : Lit(documents);
        return [.. page.Select(ranked => Read(ranked, lit.GetValueOrDefault(ranked.Ordinal) ?? []))];
    }

    private FoundDocument Read(Ranked ranked, List<LitWord> lit)
    {
        var row = snapshot.Connection.Prepare(
            """
            SELECT key, id, name, class, transaction_id, created, meta, parts FROM document
            WHERE agency = ?1 AND ordinal = ?2
            """).Bind(1, snapshot.Agency).Bind(2, ranked.Ordinal);
        row.Step();
        var (key, name, meta) = (row.Integer(0), row.Text(2), row.TextOrNull(6));
        var parts = Parts(row.Blob(7));
        var document = new FoundDocument(
            row.Id(1), name, row.TextOrNull(3), row.IsNull(4) ? null : row.Id(4),
            DateTimeOffset.FromUnixTimeMilliseconds(row.Integer(5)), Math.Round(ranked.Key, 4), []);
        row.Reset();
        return document with { Places = Places(key, name, meta, parts, lit) };
    }

    private List<FoundPlace> Places(long key, string name, string? meta, List<(int Page, int Start)> parts, List<LitWord> lit)
    {
        var places = new List<FoundPlace>();
        foreach (var (part, words) in BestParts(parts, lit))
        {
            if (places.Count == MostPlaces || (places.Count > 0 && deadline.HasPassed()))
            {
                break;
            }

            var text = snapshot.Connection.Prepare("SELECT text FROM part WHERE key = ?1")
                .Bind(1, IndexTransaction.PartKey(key, part));
            text.Step();
            var unpacked = PackedPart.Unpack(text.Blob(0));
            text.Reset();
            places.Add(new FoundPlace(parts[part].Page, Snippet.Cut(unpacked, parts[part].Start, words)));
        }

        if (places.Count == 0 && lit.Exists(word => word.Position < Zone.Meta))
        {
            places.Add(new FoundPlace(0, Snippet.Cut(name, Zone.Name, InName(name, lit))));
        }
        else if (places.Count == 0 && lit.Count > 0 && meta is not null)
        {
            places.Add(MetaPlace(meta, lit));
        }

        return places;
    }

    /// <summary>Pieces of text by how much of the query they hold, no two of one page.</summary>
    private static List<(int Part, List<LitWord> Words)> BestParts(List<(int Page, int Start)> parts, List<LitWord> lit)
    {
        var byPart = new Dictionary<int, List<LitWord>>();
        var part = 0;
        foreach (var word in lit.Where(word => word.Position >= Zone.Body))
        {
            while (part + 1 < parts.Count && parts[part + 1].Start <= word.Position)
            {
                part++;
            }

            if (!byPart.TryGetValue(part, out var words))
            {
                byPart.Add(part, words = []);
            }

            words.Add(word);
        }

        return [.. byPart
            .Select(p => (Part: p.Key, Words: p.Value, Worth: Snippet.Worth(p.Value)))
            .OrderByDescending(p => p.Worth).ThenBy(p => p.Part)
            .DistinctBy(p => parts[p.Part].Page).Select(p => (p.Part, p.Words))];
    }

    // The words of a run-together name are lit in the name as it is written.
    private static List<LitWord> InName(string name, List<LitWord> lit)
    {
        var first = lit.Where(word => word.Position < Zone.Meta / 2).ToList();
        var tokens = QueryWords.Of(name).Count;
        return first.FindAll(word => word.Position < tokens);
    }

    private static FoundPlace MetaPlace(string meta, List<LitWord> lit)
    {
        var at = Zone.Meta;
        foreach (var line in meta.Split('\n'))
        {
            var end = at + QueryWords.Of(line).Count;
            var words = lit.FindAll(word => word.Position >= at && word.Position < end);
            if (words.Count > 0)
            {
                return new FoundPlace(0, Snippet.Cut(line, at, words));
            }

            at = end + 5;
        }

        return new FoundPlace(0, Snippet.Cut(meta, Zone.Body, []));
    }

    private Dictionary<int, List<LitWord>> Lit(Bits documents)
    {
        var lit = new Dictionary<int, List<LitWord>>();
        for (var term = 0; term < evaluator.Terms.Count; term++)
        {
            var (steps, weight) = (evaluator.Terms[term].Steps, evaluator.Terms[term].Weight);
            foreach (var place in evaluator.Places(steps, documents))
            {
                var ordinal = (int)(place >> 32);
                if (!lit.TryGetValue(ordinal, out var words))
                {
                    lit.Add(ordinal, words = []);
                }

                for (var i = 0; i < steps.Count; i++)
                {
                    words.Add(new LitWord((int)place + i, term, weight));
                }
            }
        }

        foreach (var words in lit.Values)
        {
            words.Sort((a, b) => a.Position.CompareTo(b.Position));
        }

        return lit;
    }

    private static List<(int Page, int Start)> Parts(ReadOnlySpan<byte> packed)
    {
        var parts = new List<(int, int)>();
        var at = 0;
        while (at < packed.Length)
        {
            parts.Add(((int)ByteBuffer.ReadNumber(packed, ref at), (int)ByteBuffer.ReadNumber(packed, ref at)));
        }

        return parts;
    }
}

/// <summary>A word to be lit.</summary>
/// <param name="Position">On the document's line of positions.</param>
/// <param name="Term">Which of the query's terms it belongs to.</param>
internal readonly record struct LitWord(int Position, int Term, float Weight);
