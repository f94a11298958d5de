using DigitalDocs.Ai;
using DigitalDocs.Ai.Local;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Demo;

namespace DigitalDocs.Services.Tests.Ai;

/// <summary>Title documents that the local provider has never seen, in layouts and wordings of their own.</summary>
public sealed class GeneratedDocumentsTests(ITestOutputHelper output)
{
    private const int Seeds = 4;

    [Fact]
    public async Task Title_documents_are_told_apart()
    {
        var wrong = new List<string>();
        var all = 0;
        foreach (var document in Documents())
        {
            var found = (await ReadAsync(document)).Class!;
            all++;
            if (found.Code != document.ClassCode)
            {
                wrong.Add($"{document.Name}: {found.Code} ({found.Confidence})");
            }
        }

        output.WriteLine(string.Join('\n', wrong));
        (1.0 - (wrong.Count / (double)all)).ShouldBeGreaterThanOrEqualTo(0.95, string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_stands_in_title_documents_is_read()
    {
        int right = 0, found = 0, wanted = 0;
        var misses = new List<string>();
        foreach (var document in Documents())
        {
            var fields = (await ReadAsync(document, document.ClassCode)).Fields!;
            var names = document.Truth.Select(t => t.Field).ToHashSet();
            var values = fields.Where(f => names.Contains(f.Name)).Select(f => (f.Name, Value: Plain(f))).Distinct().ToList();
            var truth = document.Truth.Select(t => (t.Field, Value: Normal(t.Value))).Distinct().ToList();
            var hits = truth.Count(t => values.Any(v => v.Name == t.Field && v.Value == t.Value));
            (right, found, wanted) = (right + hits, found + values.Count, wanted + truth.Count);
            misses.AddRange(truth.Where(t => !values.Any(v => v.Name == t.Field && v.Value == t.Value))
                .Select(t => $"{document.Name} {t.Field}: {t.Value} | {string.Join(" | ", values.Where(v => v.Name == t.Field).Select(v => v.Value))}"));
        }

        output.WriteLine(string.Join('\n', misses));
        (2.0 * right / (found + wanted)).ShouldBeGreaterThanOrEqualTo(0.92, string.Join('\n', misses.Take(40)));
    }

    [Fact]
    public async Task Every_value_of_a_title_document_has_its_place()
    {
        foreach (var document in DemoDocuments.Make(seed: 77, count: DemoDocuments.Classes.Count))
        {
            var fields = (await ReadAsync(document)).Fields!;
            fields.ShouldAllBe(f => f.Evidence.Count > 0);
            fields.ShouldStandOnTheirPages(DemoText.Of(document));
        }
    }

    [Fact]
    public void The_same_seed_makes_the_same_bytes()
    {
        var one = DemoDocuments.Make(5, 3).Select(d => Convert.ToHexString(d.Pdf));
        var other = DemoDocuments.Make(5, 3).Select(d => Convert.ToHexString(d.Pdf));
        one.ShouldBe(other);
        DemoDocuments.Make(6, 1).First().Pdf.ShouldNotBe(DemoDocuments.Make(5, 1).First().Pdf);
    }

    private static IEnumerable<DemoDocument> Documents() => Enumerable.Range(1, Seeds)
        .SelectMany(seed => DemoDocuments.Make(seed * 1_000, DemoDocuments.Classes.Count));

    private static async Task<DocumentAnalysis> ReadAsync(DemoDocument document, string? known = null) =>
        (await new LocalDocumentAi().AnalyzeAsync(new AnalysisRequest(DemoText.Of(document), KnownClass: known), default)).Analysis;

    private static string Plain(FieldValue field) => Normal((field.Value switch
    {
        System.Text.Json.Nodes.JsonObject o => o["name"] ?? o["amount"] ?? o["formatted"],
        var value => value,
    })?.ToString() ?? "");

    /// <summary>Spelling of firms and the point at a sentence's end do not count; neither do zeros behind a rate.</summary>
    private static string Normal(string text)
    {
        var plain = string.Join(' ', text.ToLowerInvariant().Replace("&", "and", StringComparison.Ordinal)
            .Split([' ', ',', '\n', '.'], StringSplitOptions.RemoveEmptyEntries));
        return decimal.TryParse(text, out var number) ? number.ToString("0.####") : plain;
    }
}
