using System.Text.Json;
using DigitalDocs.Ai.Local.Classifying;
using DigitalDocs.Ai.Local.Reading;
using DigitalDocs.AiBench;
using DigitalDocs.Contracts.Ocr;

// Usage: AiBench TEXTS [--data DOCUMENTS] [--show]
// TEXTS holds the words of each document (DocumentText as JSON, name + .json) in the folders of the data.
var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
var texts = args[0];
var show = args.Contains("--show");
var right = 0;
var all = 0;
var calibration = new List<(double P, bool Ok)>();
foreach (var (file, codes) in Labels.Of(texts))
{
    var text = JsonSerializer.Deserialize<DocumentText>(File.ReadAllText(file), json)!;
    var found = Classifier.Classify(new DocumentView(text).Pages);
    var ok = codes.Contains(found.Code);
    all++;
    right += ok ? 1 : 0;
    calibration.Add((found.Confidence, ok));
    if (show && !ok)
    {
        Console.WriteLine($"  {Path.GetRelativePath(texts, file)}: {found.Code}/{found.Subclass} {found.Confidence} then {found.RunnerUp}, right: {string.Join(' ', codes)}");
    }
}

var ece = calibration.GroupBy(c => Math.Min(9, (int)(c.P * 10))).Sum(g => Math.Abs(g.Sum(c => c.P) - g.Count(c => c.Ok))) / all;
Console.WriteLine($"class: {right}/{all} = {(double)right / all:0.000}, calibration error {ece:0.000}");
