using System.Globalization;
using System.Text.RegularExpressions;

namespace DigitalDocs.AiBench;

/// <summary>Right answers of a document: for each field that is judged, its normalised values.</summary>
internal sealed record Gold(string File, Dictionary<string, HashSet<string>> Fields);

/// <summary>Reads the right answers of the contract sets.</summary>
internal static partial class GoldAnswers
{
    public static string Normalise(string text) => NotWord().Replace(text.ToLowerInvariant(), " ").Trim();

    public static IEnumerable<Gold> Of(string data, string texts)
    {
        foreach (var gold in Kleister(data, texts).Concat(Cuad(data, texts)))
        {
            if (File.Exists(gold.File))
            {
                yield return gold;
            }
        }
    }

    private static IEnumerable<Gold> Kleister(string data, string texts)
    {
        var names = new Dictionary<string, string>
        {
            ["party"] = "party",
            ["effective_date"] = "effectiveDate",
            ["jurisdiction"] = "governingLaw",
            ["term"] = "term",
        };
        foreach (var line in File.ReadLines(Path.Combine(data, "kleister-nda/expected.tsv")))
        {
            var parts = line.Split('\t');
            var fields = names.Values.ToDictionary(n => n, _ => new HashSet<string>());
            foreach (var pair in (parts.Length > 1 ? parts[1] : "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var at = pair.IndexOf('=', StringComparison.Ordinal);
                fields[names[pair[..at]]].Add(Normalise(pair[(at + 1)..].Replace('_', ' ')));
            }

            yield return new Gold(Path.Combine(texts, "kleister-nda/pdf", parts[0] + ".json"), fields);
        }
    }

    private static IEnumerable<Gold> Cuad(string data, string texts)
    {
        var files = Directory.EnumerateFiles(Path.Combine(texts, "cuad"), "*.json", SearchOption.AllDirectories)
            .ToDictionary(f => NotLetter().Replace(Path.GetFileNameWithoutExtension(Path.GetFileNameWithoutExtension(f)).ToLowerInvariant(), ""));
        var rows = Csv.Read(File.ReadAllText(Path.Combine(data, "cuad/master_clauses.csv"))).ToList();
        int Column(string name) => Array.IndexOf(rows[0], name);
        foreach (var row in rows.Skip(1).Where(r => r.Length > 5))
        {
            if (!files.TryGetValue(NotLetter().Replace(Path.GetFileNameWithoutExtension(row[Column("Filename")]).ToLowerInvariant(), ""), out var file))
            {
                continue;
            }

            var dates = new HashSet<string>();
            if (Numeric().Match(row[Column("Agreement Date-Answer")].Trim()) is { Success: true } m)
            {
                var year = int.Parse(m.Groups[3].Value, CultureInfo.InvariantCulture);
                year += m.Groups[3].Length == 4 ? 0 : year < 50 ? 2000 : 1900;
                dates.Add($"{year:0000} {m.Groups[1].Value.PadLeft(2, '0')} {m.Groups[2].Value.PadLeft(2, '0')}");
            }

            var laws = row[Column("Governing Law-Answer")].Split(';').Where(l => l.Trim().Length > 0).Select(Normalise).ToHashSet();
            yield return new Gold(file, new() { ["agreementDate"] = dates, ["governingLaw"] = laws });
        }
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotWord();

    [GeneratedRegex(@"\W")]
    private static partial Regex NotLetter();

    [GeneratedRegex(@"^(\d{1,2})/(\d{1,2})/(\d{2,4})$")]
    private static partial Regex Numeric();
}

/// <summary>Comma-separated values with quotes.</summary>
internal static class Csv
{
    public static IEnumerable<string[]> Read(string text)
    {
        var row = new List<string>();
        var field = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is ',' or '\n' && !quoted)
            {
                row.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (c == '\n')
                {
                    yield return [.. row];
                    row.Clear();
                }
            }
            else
            {
                field.Append(c);
            }
        }

        if (row.Count > 0)
        {
            yield return [.. row, field.ToString()];
        }
    }
}
