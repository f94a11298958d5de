using System.Text.Json.Nodes;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Ocr;

namespace DigitalDocs.AiBench;

internal static class Measures
{
    /// <summary>Mean distance between what confidence says and what is right, over ten classes of confidence.</summary>
    public static double CalibrationError(IReadOnlyCollection<(double P, bool Ok)> answers) =>
        answers.GroupBy(c => Math.Min(9, (int)(c.P * 10))).Sum(g => Math.Abs(g.Sum(c => c.P) - g.Count(c => c.Ok))) / Math.Max(1, answers.Count);
}

internal static class Classes
{
    public static async Task MeasureAsync(string texts, bool show, Func<string, Task<DocumentAnalysis>> read)
    {
        var results = new List<(string Set, double P, bool Ok)>();
        foreach (var (file, codes) in Labels.Of(texts))
        {
            var found = (await read(file)).Class!;
            var ok = codes.Contains(found.Code);
            var name = Path.GetRelativePath(texts, file);
            results.Add((name.Split('/')[0], found.Confidence, ok));
            if (show && !ok)
            {
                Console.WriteLine($"  {name}: {found.Code}/{found.Subclass} {found.Confidence} then {found.RunnerUp}, right: {string.Join(' ', codes)}");
            }
        }

        foreach (var set in results.GroupBy(r => r.Set))
        {
            Console.WriteLine($"  {set.Key}: {set.Count(r => r.Ok)}/{set.Count()}");
        }

        var error = Measures.CalibrationError([.. results.Select(r => (r.P, r.Ok))]);
        Console.WriteLine($"class: {results.Count(r => r.Ok)}/{results.Count} = {results.Average(r => r.Ok ? 1.0 : 0):0.000}, calibration error {error:0.000}");
        Console.WriteLine($"speed: p95 {Timing.PerTwentyPages():0} ms per 20 pages; values with evidence {Quotes.With}/{Quotes.All}, quotes that do not stand on their page {Quotes.Wrong}");
    }
}

internal static class Fields
{
    public static async Task MeasureAsync(IEnumerable<Gold> golds, bool show, Func<string, Task<DocumentAnalysis>> read)
    {
        var tally = new SortedDictionary<string, (int Right, int Found, int Wanted)>();
        var confidences = new List<(double P, bool Ok)>();
        foreach (var gold in golds)
        {
            var fields = (await read(gold.File)).Fields!;
            foreach (var (name, wanted) in gold.Fields)
            {
                var values = fields.Where(f => f.Name == name).ToList();
                var found = values.Select(f => GoldAnswers.Normalise(Plain(f.Value))).ToHashSet();
                var right = wanted.Count(w => found.Any(f => Same(name, w, f)));
                confidences.AddRange(values.Select(v => (v.Confidence, wanted.Any(w => Same(name, w, GoldAnswers.Normalise(Plain(v.Value)))))));
                var t = tally.GetValueOrDefault(name);
                tally[name] = (t.Right + right, t.Found + found.Count, t.Wanted + wanted.Count);
                if (show && (right < wanted.Count || found.Count > right))
                {
                    Console.WriteLine($"  {Path.GetFileName(gold.File)[..12]}: {name}: found [{string.Join(" | ", found)}], right [{string.Join(" | ", wanted)}]");
                }
            }
        }

        foreach (var (name, t) in tally)
        {
            Console.WriteLine($"  {name}: F1 {F1(t):0.000} (recall {t.Right}/{t.Wanted}, precision {t.Right}/{t.Found})");
        }

        var error = Measures.CalibrationError(confidences);
        Console.WriteLine($"fields: micro F1 {F1((tally.Values.Sum(t => t.Right), tally.Values.Sum(t => t.Found), tally.Values.Sum(t => t.Wanted))):0.000}, calibration error {error:0.000}");
    }

    private static double F1((int Right, int Found, int Wanted) t) => 2.0 * t.Right / Math.Max(1, t.Found + t.Wanted);

    private static bool Same(string name, string gold, string found) => gold == found
        || (name == "governingLaw" && found.Length > 0 && (gold.Contains(found) || found.Contains(gold)))
        || (name == "term" && gold.TrimEnd('s') == found.TrimEnd('s'));

    private static string Plain(JsonNode? value) =>
        value is JsonObject o ? (o["name"] ?? o["amount"] ?? o["formatted"])?.ToString() ?? o.ToJsonString() : value?.ToString() ?? "";
}

internal static class Timing
{
    private static readonly List<double> Milliseconds = [];

    public static void Add(int pages, TimeSpan time) => Milliseconds.Add(time.TotalMilliseconds * 20 / Math.Max(20, pages));

    public static double PerTwentyPages() => Milliseconds.Order().ElementAt((int)(Milliseconds.Count * 0.95));
}

/// <summary>Whether every quote stands on its page and its box on the quoted words.</summary>
internal static class Quotes
{
    public static int All { get; private set; }

    public static int With { get; private set; }

    public static int Wrong { get; private set; }

    public static void Check(DocumentText text, DocumentAnalysis analysis, string file)
    {
        foreach (var field in analysis.Fields ?? [])
        {
            All++;
            With += field.Evidence.Count > 0 ? 1 : 0;
            foreach (var evidence in field.Evidence)
            {
                var page = text.Pages[evidence.Page - 1];
                var inside = page.Words.Where(w => Overlaps(w.Box, evidence.Box)).Select(w => w.Text).ToHashSet();
                if (!page.Text.Contains(evidence.Quote) || !evidence.Quote.Split(' ').All(inside.Contains))
                {
                    Wrong++;
                    Console.WriteLine($"  quote: {Path.GetFileName(file)} {field.Name} p{evidence.Page} \"{evidence.Quote}\"");
                }
            }
        }
    }

    private static bool Overlaps(double[] a, double[] b) =>
        a[0] < b[0] + b[2] + 1e-4 && b[0] < a[0] + a[2] + 1e-4 && a[1] < b[1] + b[3] + 1e-4 && b[1] < a[1] + a[3] + 1e-4;
}
