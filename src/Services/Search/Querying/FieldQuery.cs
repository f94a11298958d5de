using System.Globalization;
using DigitalDocs.Search.Indexing;

namespace DigitalDocs.Search.Querying;

/// <summary>Reads <c>field:value</c>: a word, a number, a date, a comparison or a range of them.</summary>
internal sealed class FieldQuery(Func<string, bool> isField, Func<IReadOnlyList<string>> fields)
{
    public (QueryNode? Node, QueryProblem? Problem) Read(string field, string value)
    {
        var name = field.ToLowerInvariant();
        if (string.IsNullOrWhiteSpace(value))
        {
            return (null, null);
        }

        if (name is FieldNames.Class or FieldNames.Tag)
        {
            return (new ValueNode(name, value), null);
        }

        if (!FieldNames.BuiltIn.Contains(name) && !isField(name))
        {
            return (null, new QueryProblem(
                $"There is no field '{field}'. Fields are: {string.Join(", ", fields())}. "
                + "To search for words with a colon, put them in quotes."));
        }

        if (Range(name, value) is { } range)
        {
            return (range, null);
        }

        if (name is FieldNames.Date or FieldNames.Amount)
        {
            return (null, new QueryProblem(
                $"'{value}' is no {name}. Write {name}:{(name == FieldNames.Date ? "2024-03 or date:2024-01..2024-03" : "162000 or amount:>500000")}."));
        }

        var words = QueryWords.Of(value);
        return (words.Count == 0 ? null : new FieldNode(name, words), null);
    }

    private static RangeNode? Range(string name, string value)
    {
        if (value.IndexOf("..", StringComparison.Ordinal) is var dots and >= 0)
        {
            var from = dots == 0 ? (double.NegativeInfinity, 0) : Bounds(name, value[..dots]);
            var to = dots + 2 == value.Length ? (0, double.PositiveInfinity) : Bounds(name, value[(dots + 2)..]);
            return from is { } low && to is { } high ? new RangeNode(name, low.Item1, high.Item2) : null;
        }

        var sign = value.StartsWith(">=", StringComparison.Ordinal) || value.StartsWith("<=", StringComparison.Ordinal) ? 2
            : value[0] is '>' or '<' ? 1 : 0;
        if (Bounds(name, value[sign..]) is not var (least, most))
        {
            return null;
        }

        return value[..sign] switch
        {
            ">" => new RangeNode(name, Math.BitIncrement(most), double.PositiveInfinity),
            ">=" => new RangeNode(name, least, double.PositiveInfinity),
            "<" => new RangeNode(name, double.NegativeInfinity, Math.BitDecrement(least)),
            "<=" => new RangeNode(name, double.NegativeInfinity, most),
            // Without a comparison other fields are looked up by their words.
            _ => name is FieldNames.Date or FieldNames.Amount ? new RangeNode(name, least, most) : null,
        };
    }

    /// <summary>Least and most of a number, or of a day, month or year.</summary>
    private static (double Least, double Most)? Bounds(string name, string text)
    {
        var parts = text.Split('-');
        if (parts[0].Length == 4 && parts.Length is 2 or 3 && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit)))
        {
            var numbers = Array.ConvertAll(parts, part => double.Parse(part, CultureInfo.InvariantCulture));
            if (numbers[1] is < 1 or > 12 || (parts.Length == 3 && numbers[2] is < 1 or > 31))
            {
                return null;
            }

            var month = (numbers[0] * 10_000) + (numbers[1] * 100);
            return parts.Length == 2 ? (month, month + 99) : (month + numbers[2], month + numbers[2]);
        }

        // A year and an amount look the same: the field decides.
        if (parts is [{ Length: 4 } year] && year.All(char.IsAsciiDigit) && name.Contains("date", StringComparison.Ordinal))
        {
            var first = double.Parse(year, CultureInfo.InvariantCulture) * 10_000;
            return (first, first + 9999);
        }

        return FieldNumber.Number(text) is { } amount ? (amount, amount)
            : FieldNumber.Day(text) is { } day ? (day, day)
            : null;
    }
}
