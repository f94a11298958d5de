using System.Text.Json;
using DigitalDocs.Demo;
using DigitalDocs.TitleDocuments;
using DigitalDocs.TitleDocuments.HeldOut;

// Usage: TitleDocuments --out DIR [--seed 1] [--count 20] [--class CODE] [--scan] [--held-out]
// With --held-out, documents of the second family, which is there to measure with. Writes each document as PDF with its truth beside it (NAME.json); with --scan also as a noisy page image (NAME.png).
if (Option("--out") is not { } folder)
{
    Console.Error.WriteLine("usage: TitleDocuments --out DIR [--seed 1] [--count 20] [--class CODE] [--scan] [--held-out]");
    return 1;
}

var seed = int.Parse(Option("--seed") ?? "1");
var count = int.Parse(Option("--count") ?? "20");
if (args.Contains("--held-out"))
{
    await HeldOutFiles.WriteAsync(folder, seed, count, args.Contains("--scan"));
    return 0;
}

var documents = Option("--class") is { } code
    ? Enumerable.Range(0, count).Select(i => DemoDocuments.MakeOne(code, seed + i))
    : DemoDocuments.Make(seed, count);
Directory.CreateDirectory(folder);
foreach (var document in documents)
{
    var path = Path.Combine(folder, Path.GetFileNameWithoutExtension(document.Name));
    await File.WriteAllBytesAsync(path + ".pdf", document.Pdf);
    await File.WriteAllTextAsync(path + ".json", JsonSerializer.Serialize(new
    {
        file = document.Name,
        @class = document.ClassCode,
        pages = document.Pages,
        fields = document.Truth.Select(t => new { name = t.Field, value = t.Value }),
    }));
    if (args.Contains("--scan"))
    {
        foreach (var (page, image) in ScannedPages.Of(document, seed))
        {
            await File.WriteAllBytesAsync(page == 1 ? path + ".png" : $"{path}-{page}.png", image);
        }
    }

    Console.WriteLine($"{document.Name}: {document.ClassCode}, {document.Pages} pages");
}

return 0;

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;
