using System.Text.RegularExpressions;
using DigitalDocs.Ai.Local.Reading;
using DigitalDocs.Ai.Local.Values;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>Reads receipts and invoices: who sold, where, when, and for how much.</summary>
internal static class ReceiptReader
{
    private const int HeadRows = 9;

    private static readonly Regex Firm = Patterns.Of(
        @"\b(?:sdn\.?|bhd\.?|berhad|enterprise|trading|restaurant|restoran|mart|market|supermarket|store|stores|shop|cafe|coffee|hardware|stationery|stationers|pharmacy|inc|llc|ltd|limited|corp|corporation|company|co|gmbh|bakery|kitchen|hotel|services|station|foods?|bistro|bookstore|electrical|marketing|machinery|industries|supply|supplies)\b\.?");

    private static readonly Regex NotFirm = Patterns.Of(
        @"^\W*(?:tax\s+invoice|invoice|receipt|cash\s+(?:bill|sales?|receipt)|official|bill\s+to|ship\s+to|date|tel|phone|fax|gst|no\.?\s|lot\s|page|welcome|thank|www|http|co\.?\s+reg|reg\.?\s|company\s+reg|\(?[0-9-]+[a-z]?\)?$|simplified|copy|duplicate|table|to\s*:|invoice\s+(?:no|number|date)|time|order|original)");

    private static readonly Regex Stop = Patterns.Of(
        @"\b(?:tel|phone|fax|gst|tax\s+invoice|invoice|receipt|date|cash|bill|email|www|co\.?\s*reg|reg\.?\s*no|roc|company\s+no|cashier|table|order|welcome|time|id)\b");

    private static readonly Regex Registration = Patterns.Of(@"\s*[\[(]?(?:co\.?\s*(?:reg)?\.?\s*(?:no)?\.?\s*:?\s*)?[0-9]{4,9}\s?-\s?[a-z0-9][\])]?.*$|\s*\((?:co|reg|company|[0-9]).*$");

    private static readonly (Regex Label, int Rank)[] Totals =
    [
        (Patterns.Of(@"\b(?:sub[\s-]?total|total\s+(?:qty|quantity|items?|disc(?:ount)?|saving|tax|gst|excl|excluding|before|points?|no)|gst\s+total|total\s+amt\s+excl|tax\s+total|subtotal)"), 0),
        (Patterns.Of(@"\b(?:grand\s+total|total\s+rounded|rounded\s+total|total\s+after\s+round|nett?\s+total|total\s+(?:amount\s+)?(?:due|payable)|amount\s+due|balance\s+due|total\s+incl|total\s+sales?\s*\(?\s*incl|total\s+inclusive|total\s+\(?rm|round(?:ed)?\s+amt|final\s+total|amount\s+payable|please\s+pay)"), 5),
        (Patterns.Of(@"^\W*total\W*(?:rm|myr|usd|\$|:)?"), 4),
        (Patterns.Of(@"\btotal\b"), 3),
        (Patterns.Of(@"\b(?:nett?|amount|amt)\b"), 1),
    ];

    private static readonly Regex DayFirst = Patterns.Of(@"\b(?:sdn|bhd|gst|rm|myr|jalan|jln|taman|vat|kuala|selangor|johor|abn|eur|gbp)\b|£|€");
    private static readonly Regex MonthFirst = Patterns.Of(@"\b(?:al|ak|az|ca|co|ct|fl|ga|il|in|ks|ky|la|ma|md|mi|mn|mo|nc|nj|ny|nv|oh|pa|tn|tx|ut|va|wa|wi)\.?,?\s+[0-9]{5}\b|\$");

    public static DateOrder OrderOf(string text) =>
        DayFirst.IsMatch(text) ? DateOrder.DayFirst : MonthFirst.IsMatch(text) ? DateOrder.MonthFirst : DateOrder.DayFirst;

    public static IReadOnlyList<FieldValue>? Merchant(Reading reading, FieldRule rule)
    {
        if (Head(reading) is not { } head)
        {
            return null;
        }

        var (page, row) = head;
        var words = Trimmed(page, [.. page.Rows[row].Cells.SelectMany(c => c.Words)]);
        if (words.Count == 0)
        {
            return null;
        }

        // "SDN BHD" often has a line of its own.
        if (row + 1 < page.Rows.Count && !Legal(Text(page, words)))
        {
            var next = page.Rows[row + 1].Cells.SelectMany(c => c.Words).ToList();
            if (next.Count <= 4 && Legal(Text(page, next)))
            {
                words.AddRange(Trimmed(page, next));
            }
        }

        var firm = Firm.IsMatch(Text(page, words));
        return [reading.Value(rule, new Found(0, 0, Text(page, words).Trim(',', '.', ':', '*', ' ')), page, words, firm ? 0.85 : 0.65)];
    }

    public static IReadOnlyList<FieldValue>? Address(Reading reading, FieldRule rule)
    {
        if (Head(reading) is not { } head)
        {
            return null;
        }

        var (page, row) = head;
        var words = new List<int>();
        for (var i = row + 1; i < Math.Min(page.Rows.Count, row + 9); i++)
        {
            var line = page.Rows[i].Cells.SelectMany(c => c.Words).ToList();
            var text = Text(page, line);
            if (words.Count > 0 && (Stop.IsMatch(text) || Amounts.MoneyIn(text).Any()))
            {
                break;
            }

            var isAddress = text.Any(char.IsAsciiDigit) && text.Count(char.IsLetter) > 4 && !Stop.IsMatch(text);
            if (isAddress || (words.Count > 0 && text.Count(char.IsLetter) > 4))
            {
                words.AddRange(line);
            }
        }

        return words.Count < 3 ? null : [reading.Value(rule, new Found(0, 0, Text(page, words).Trim(',', ' ')), page, words, 0.6)];
    }

    public static IReadOnlyList<FieldValue>? Date(Reading reading, FieldRule rule)
    {
        var order = OrderOf(reading.View.Head(6_000));
        (PageView Page, IReadOnlyList<int> Words, Found Found, double Score)? best = null;
        foreach (var page in reading.View.Pages.Take(3))
        {
            for (var r = 0; r < page.Rows.Count; r++)
            {
                var passage = new Passage(page, [[.. page.Rows[r].Cells.SelectMany(c => c.Words)]], 1);
                foreach (var date in Dates.In(passage.Text, order))
                {
                    var before = passage.Text[..date.Start].ToLowerInvariant();
                    var score = 1.0 - (0.003 * r) - page.Page
                        + (before.Contains("date", StringComparison.Ordinal) ? 1 : 0)
                        - (before.Contains("due", StringComparison.Ordinal) || before.Contains("expir", StringComparison.Ordinal) ? 1.5 : 0);
                    if (best is null || score > best.Value.Score)
                    {
                        best = (page, passage.WordsOf(date), date, score);
                    }
                }
            }
        }

        return best is { } b ? [reading.Value(rule, b.Found, b.Page, b.Words, b.Score > 0.6 ? 0.9 : 0.75)] : null;
    }

    public static IReadOnlyList<FieldValue>? Total(Reading reading, FieldRule rule)
    {
        (PageView Page, IReadOnlyList<int> Words, Found Found, double Score)? best = null;
        foreach (var page in reading.View.Pages.Take(3))
        {
            for (var r = 0; r < page.Rows.Count; r++)
            {
                var passage = new Passage(page, [[.. page.Rows[r].Cells.SelectMany(c => c.Words)]], 1);
                var rank = RankOf(passage.Text);
                if (rank == 0 || AmountOf(page, r, passage) is not { } amount)
                {
                    continue;
                }

                var score = rank + (0.0005 * r) + (amount.Value > 0 ? 0.5 : 0);
                if (best is null || score > best.Value.Score)
                {
                    best = (page, amount.Words, amount.Found, score);
                }
            }
        }

        return best is { } b ? [reading.Value(rule, b.Found, b.Page, b.Words, b.Score > 4 ? 0.86 : 0.66)] : null;
    }

    private static int RankOf(string text) =>
        Totals[0].Label.IsMatch(text) && !Totals[1].Label.IsMatch(text) ? 0 : Totals.Skip(1).Where(t => t.Label.IsMatch(text)).Select(t => t.Rank).FirstOrDefault();

    private static (IReadOnlyList<int> Words, Found Found, decimal Value)? AmountOf(PageView page, int r, Passage passage)
    {
        var own = Amounts.MoneyIn(passage.Text).ToList();
        if (own.Count > 0)
        {
            return (passage.WordsOf(own[^1]), own[^1], Value(own[^1]));
        }

        if (r + 1 < page.Rows.Count && page.Rows[r + 1].Top - page.Rows[r].Bottom < 0.02)
        {
            var next = new Passage(page, [[.. page.Rows[r + 1].Cells.SelectMany(c => c.Words)]], 1);
            var below = Amounts.MoneyIn(next.Text).ToList();
            if (below.Count == 1 && next.Words.Count <= 3)
            {
                return (next.WordsOf(below[0]), below[0], Value(below[0]));
            }
        }

        return null;
    }

    private static decimal Value(Found found) =>
        decimal.Parse((string)found.Value["amount"]!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The row that names the seller: one that sounds like a firm among the first, else the first that could be a name.</summary>
    private static (PageView Page, int Row)? Head(Reading reading)
    {
        if (reading.View.Pages.FirstOrDefault(p => p.Words.Count > 3) is not { } page)
        {
            return null;
        }

        var rows = Enumerable.Range(0, Math.Min(HeadRows, page.Rows.Count))
            .Select(r => (Row: r, Text: Text(page, [.. page.Rows[r].Cells.SelectMany(c => c.Words)])))
            .Where(r => r.Text.Count(char.IsLetter) >= 4 && !NotFirm.IsMatch(r.Text))
            .ToList();
        return rows.Count == 0 ? null : (page, rows.Take(4).FirstOrDefault(r => Firm.IsMatch(r.Text), rows[0]).Row);
    }

    private static bool Legal(string text) => text.Contains("BHD", StringComparison.OrdinalIgnoreCase)
        || text.Split(' ').Any(w => PartyNames.Bare(w) is "inc" or "llc" or "ltd" or "berhad");

    private static List<int> Trimmed(PageView page, List<int> words)
    {
        var kept = Registration.Replace(Text(page, words), "").Trim().Length;
        return [.. words.TakeWhile((_, i) => Text(page, words[..(i + 1)]).Length <= kept)];
    }

    private static string Text(PageView page, IReadOnlyList<int> words) => page.TextOf(words);
}
