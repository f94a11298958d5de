using DigitalDocs.Ai.Local.Values;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>Who sends a paper stands at its top, with no label: the bank, the insurer, the employer, the underwriter.</summary>
internal static class Letterhead
{
    private const int Lines = 5;

    private static readonly string[] FirmWords =
    [
        "bank", "union", "insurance", "company", "co", "corp", "corporation", "inc", "llc", "ltd", "lp", "mortgage", "financial", "trust", "district", "university",
        "county", "city", "hospital", "group", "services", "mutual", "exchange", "casualty", "savings", "fsb", "na", "school", "stores", "industries", "partners",
    ];

    public static IReadOnlyList<FieldValue>? Read(Reading reading, FieldRule rule)
    {
        if (rule.Name is not ("bank" or "insurer" or "employer" or "underwriter") || rule.Shape != "name"
            || reading.View.Pages.FirstOrDefault(page => page.Words.Count > 3) is not { } page)
        {
            return null;
        }

        foreach (var cell in page.Rows.Take(Lines).SelectMany(row => row.Cells))
        {
            var passage = new Passage(page, [cell.Words], 1);
            var text = passage.Text;
            var from = IssuedBy(text);
            if (NameReader.At(text, from, text.Length) is { } name && text.Length - name.End <= 2
                && name.Value.GetValue<string>().Split(' ') is { Length: > 1 } words
                && words.Any(word => FirmWords.Contains(PartyNames.Bare(word))) && !FieldSchema.IsLabel(text))
            {
                return [reading.Value(rule, name, page, passage.WordsOf(name), 0.68)];
            }
        }

        return null;
    }

    private static int IssuedBy(string text)
    {
        foreach (var lead in (string[])["issued by:", "issued by", "underwritten by"])
        {
            if (text.StartsWith(lead, StringComparison.OrdinalIgnoreCase))
            {
                return lead.Length;
            }
        }

        return 0;
    }
}
