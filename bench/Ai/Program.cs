using System.Diagnostics;
using System.Text.Json;
using DigitalDocs.Ai;
using DigitalDocs.Ai.Local;
using DigitalDocs.AiBench;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Ocr;

// Usage: AiBench TEXTS --data DOCUMENTS [--show] [--fields PART-OF-NAME]
//        AiBench TEXTS --truth FOLDER [--show]      for generated documents, whose truth is known whole
// TEXTS holds the words of each document (DocumentText as JSON, name + .json) in the folders of the data.
var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
var texts = args[0];
var data = Option("--data");
var show = args.Contains("--show");
var ai = new LocalDocumentAi();

if (Option("--fields") is { } part)
{
    foreach (var file in Directory.EnumerateFiles(texts, "*.json", SearchOption.AllDirectories).Where(f => f.Contains(part)).Order())
    {
        var analysis = await ReadAsync(file);
        Console.WriteLine($"== {Path.GetRelativePath(texts, file)}\n   {analysis.Class}\n   {analysis.Summary}\n   {string.Join(' ', analysis.Parts!)}");
        foreach (var f in analysis.Fields!)
        {
            Console.WriteLine($"   {f.Name} = {f.Value?.ToJsonString()} ({f.Confidence}) p{(f.Evidence.Count > 0 ? f.Evidence[0].Page : 0)} \"{f.Raw}\"");
        }
    }

    return;
}

if (Option("--truth") is { } truths)
{
    await Truth.MeasureAsync(texts, truths, show, ReadAsync);
    return;
}

await Classes.MeasureAsync(texts, show, ReadAsync);
if (data is not null)
{
    await Fields.MeasureAsync(GoldAnswers.Of(data, texts), show, ReadAsync);
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;

async Task<DocumentAnalysis> ReadAsync(string file)
{
    var text = JsonSerializer.Deserialize<DocumentText>(await File.ReadAllTextAsync(file), json)!;
    var began = Stopwatch.GetTimestamp();
    var analysis = (await ai.AnalyzeAsync(new AnalysisRequest(text), CancellationToken.None)).Analysis;
    Timing.Add(text.Pages.Count, Stopwatch.GetElapsedTime(began));
    Quotes.Check(text, analysis, file);
    return analysis;
}
