using System.Text.Json.Nodes;

namespace DigitalDocs.AiBench;

/// <summary>
/// Documents whose class and every field are known (<c>NAME.truth.json</c> of the generator beside the words in TEXTS):
/// class accuracy, field F1 per class, and how well confidence tells right from wrong.
/// </summary>
internal static class Truth
{
    public static async Task MeasureAsync(string texts, string truths, bool show, Func<string, Task<Contracts.Ai.DocumentAnalysis>> read)
    {
        var tally = new SortedDictionary<string, (int Right, int Found, int Wanted, int Docs, int ClassRight)>(StringComparer.Ordinal);
        var classes = new List<(double P, bool Ok)>();
        var values = new List<(double P, bool Ok)>();
        foreach (var file in Directory.EnumerateFiles(texts, "*.json").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(Path.GetFileNameWithoutExtension(file));
            var truth = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(truths, name + ".truth.json")))!;
            var code = (string)truth["class"]!;
            var wanted = truth["fields"]!.AsArray().Select(f => ((string)f!["name"]!, Normal((string)f["value"]!))).ToHashSet();
            var analysis = await read(file);
            var named = wanted.Select(w => w.Item1).ToHashSet();
            var isRight = analysis.Class!.Code == code;
            classes.Add((analysis.Class.Confidence, isRight));
            if (show && !isRight)
            {
                Console.WriteLine($"  {name}: {analysis.Class.Code} ({analysis.Class.Confidence}), right: {code}");
            }

            // A form that nobody filled in has no values at all; elsewhere only what the truth knows is judged.
            var found = analysis.Fields!.Where(f => named.Count == 0 || named.Contains(f.Name)).Select(f => (f.Name, Value: Normal(Plain(f.Value)), f.Confidence)).ToList();
            values.AddRange(found.Select(f => (f.Confidence, wanted.Contains((f.Name, f.Value)))));
            var distinct = found.Select(f => (f.Name, f.Value)).ToHashSet();
            var hits = wanted.Count(distinct.Contains);
            if (show)
            {
                foreach (var (field, value) in wanted.Where(w => !distinct.Contains(w)))
                {
                    Console.WriteLine($"  {name} {field}: right [{value}], found [{string.Join(" | ", distinct.Where(d => d.Name == field).Select(d => d.Value))}]");
                }

                foreach (var (field, value) in distinct.Where(d => !wanted.Contains(d) && !wanted.Any(w => w.Item1 == d.Name && !distinct.Contains(w))))
                {
                    Console.WriteLine($"  {name} {field}: too much [{value}]");
                }
            }

            var kind = name.Split('-')[0];
            var t = tally.GetValueOrDefault(kind);
            tally[kind] = (t.Right + hits, t.Found + distinct.Count, t.Wanted + wanted.Count, t.Docs + 1, t.ClassRight + (isRight ? 1 : 0));
        }

        Console.WriteLine("| kind | class right | field F1 | right / found / wanted |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var (kind, t) in tally)
        {
            Console.WriteLine($"| {kind} | {t.ClassRight}/{t.Docs} | {F1(t.Right, t.Found, t.Wanted):0.000} | {t.Right} / {t.Found} / {t.Wanted} |");
        }

        var all = tally.Values;
        Console.WriteLine($"| all | {all.Sum(t => t.ClassRight)}/{all.Sum(t => t.Docs)} = {all.Sum(t => t.ClassRight) / (double)all.Sum(t => t.Docs):0.000} "
            + $"| {F1(all.Sum(t => t.Right), all.Sum(t => t.Found), all.Sum(t => t.Wanted)):0.000} | |");
        Console.WriteLine($"calibration error: class {Measures.CalibrationError(classes):0.000}, fields {Measures.CalibrationError(values):0.000}");
        Console.WriteLine($"speed: p95 {Timing.PerTwentyPages():0} ms per 20 pages; values with evidence {Quotes.With}/{Quotes.All}, quotes that do not stand on their page {Quotes.Wrong}");
    }

    private static double F1(int right, int found, int wanted) => 2.0 * right / Math.Max(1, found + wanted);

    private static string Plain(JsonNode? value) =>
        value is JsonObject o ? (o["name"] ?? o["amount"] ?? o["formatted"])?.ToString() ?? o.ToJsonString() : value?.ToString() ?? "";

    private static string Normal(string text)
    {
        var plain = GoldAnswers.Normalise(text.Replace("&", "and", StringComparison.Ordinal));
        var isNumber = decimal.TryParse(text.TrimStart('$'), System.Globalization.CultureInfo.InvariantCulture, out var number);
        return isNumber ? number.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture) : plain;
    }
}
