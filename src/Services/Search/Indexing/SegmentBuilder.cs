using DigitalDocs.Contracts.Ai;
using DigitalDocs.Search.Analysis;

namespace DigitalDocs.Search.Indexing;

/// <summary>Turns a run of documents into word lists and packed text: all the work that needs no database.</summary>
internal sealed class SegmentBuilder
{
    /// <summary>Parts a field's name from the word in the key of a list.</summary>
    public const char FieldMark = '\u0001';

    private readonly Dictionary<string, PostingBuilder> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PostingBuilder>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly Dictionary<string, Dictionary<string, PostingBuilder>.AlternateLookup<ReadOnlySpan<char>>> _fields =
        new(StringComparer.Ordinal);

    public SegmentBuilder()
    {
        _bySpan = _lists.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public List<PackedDocument> Documents { get; } = [];

    /// <summary>The lists in the order of their keys.</summary>
    public IEnumerable<(string Key, PostingBuilder List)> Lists()
    {
        var keys = _lists.Select(list => (list.Key, list.Value))
            .Concat(_fields.SelectMany(field =>
                field.Value.Dictionary.Select(list => (field.Key + FieldMark + list.Key, list.Value))))
            .ToArray();
        Array.Sort(keys, (a, b) => string.CompareOrdinal(a.Item1, b.Item1));
        return keys;
    }

    public void Add(IndexedDocument document)
    {
        var ordinal = Documents.Count;
        AddName(ordinal, document.Name);
        var meta = AddMeta(ordinal, document);
        var (parts, length) = AddPages(ordinal, document.Pages);
        var addresses = document.Fields.Where(field => field.Type == FieldTypes.Address).Select(field => field.Text);
        Documents.Add(new PackedDocument(document, length, meta, string.Join('\n', addresses.Distinct()), parts));
    }

    private void AddName(int ordinal, string name)
    {
        var end = AddText(_bySpan, ordinal, Zone.Name, Zone.Meta / 2, name, out _);
        var apart = WordParts.Apart(name);
        if (apart != name)
        {
            AddText(_bySpan, ordinal, end + 10, Zone.Meta - 10, apart, out _);
        }
    }

    private string AddMeta(int ordinal, IndexedDocument document)
    {
        var lines = document.Tags.Append(ClassWords(document.Class)).Append(document.Context ?? "")
            .Concat(document.Fields.Select(field => field.Text)).Where(line => line.Length > 0).ToArray();
        var at = Zone.Meta;
        foreach (var line in lines)
        {
            at = AddText(_bySpan, ordinal, at, Zone.Body - 10, line, out _) + 5;
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var field in document.Fields)
        {
            var name = field.Name.ToLowerInvariant();
            if (!_fields.TryGetValue(name, out var lists))
            {
                lists = new Dictionary<string, PostingBuilder>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
                _fields.Add(name, lists);
            }

            var from = places.GetValueOrDefault(name, Zone.Body);
            places[name] = AddText(lists, ordinal, from, from + 2000, field.Text, out _) + 5;
        }

        return string.Join('\n', lines);
    }

    private (List<PackedPart> Parts, int Length) AddPages(int ordinal, IReadOnlyList<IndexedPage> pages)
    {
        var parts = new List<PackedPart>();
        var at = Zone.Body;
        var length = 0;
        foreach (var page in pages)
        {
            foreach (var range in PackedPart.Split(page.Text))
            {
                var text = page.Text.AsSpan(range);
                parts.Add(new PackedPart(page.Number, at, PackedPart.Pack(text)));
                at = AddText(_bySpan, ordinal, at, int.MaxValue, text, out var words);
                length += words;
            }
        }

        return (parts, length);
    }

    /// <summary>Returns the position after the last word.</summary>
    private static int AddText(
        Dictionary<string, PostingBuilder>.AlternateLookup<ReadOnlySpan<char>> lists,
        int ordinal,
        int from,
        int limit,
        ReadOnlySpan<char> text,
        out int words)
    {
        Span<char> buffer = stackalloc char[Tokenizer.MaxTerm + 3];
        var tokens = new Tokenizer(text, buffer);
        var position = from - 1;
        while (tokens.MoveNext() && position < limit - 1)
        {
            position += tokens.Advances ? 1 : 0;
            if (!lists.TryGetValue(tokens.Term, out var list))
            {
                list = new PostingBuilder();
                lists[tokens.Term] = list;
            }

            list.Add(ordinal, position);
        }

        words = position + 1 - from;
        return position + 1;
    }

    /// <summary>The words of a class code: <c>closingDisclosure</c> is found by <c>closing disclosure</c>.</summary>
    private static string ClassWords(string? code) => code is null ? "" : WordParts.Apart(code);
}

/// <summary>A document as it is written to the file.</summary>
internal sealed record PackedDocument(
    IndexedDocument Document,
    int Length,
    string Meta,
    string Addresses,
    IReadOnlyList<PackedPart> Parts)
{
    /// <summary>
    /// The comparable values. Every date also counts as <c>date</c>, every sum of money as <c>amount</c>: people ask so.
    /// </summary>
    public IEnumerable<(string Name, int Place, double? Value)> FieldValues()
    {
        var created = Document.CreatedAt.UtcDateTime;
        yield return (FieldNames.Date, -1, FieldNumber.Day(created));
        for (var place = 0; place < Document.Fields.Count; place++)
        {
            var field = Document.Fields[place];
            var value = FieldNumber.Read(field.Type, field.Text);
            var name = field.Name.ToLowerInvariant();
            yield return (name, place, value);

            // A receipt's date is called "date": it is there already.
            var general = field.Type == FieldTypes.Date ? FieldNames.Date : FieldNames.Amount;
            if (value is not null && general != name && field.Type is FieldTypes.Date or FieldTypes.Money)
            {
                yield return (general, place, value);
            }
        }
    }
}
