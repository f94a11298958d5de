using System.Text.Json;

namespace DigitalDocs.TitleDocuments.HeldOut;

/// <summary>Writes held-out documents as PDF, or as scans only, each with its truth beside it.</summary>
internal static class HeldOutFiles
{
    public static async Task WriteAsync(string folder, int seed, int count, bool scans)
    {
        Directory.CreateDirectory(folder);
        foreach (var document in HeldOutDocuments.Make(seed, count))
        {
            var path = Path.Combine(folder, document.Name);
            if (scans)
            {
                await File.WriteAllBytesAsync(path + ".jpg", document.Paper.ToScan(1, new Random(seed + document.Name.Length)));
            }
            else
            {
                await File.WriteAllBytesAsync(path + ".pdf", document.Paper.ToPdf());
            }

            await File.WriteAllTextAsync(path + ".truth.json", JsonSerializer.Serialize(new
            {
                @class = document.ClassCode,
                pages = document.Paper.Pages,
                fields = document.Truth.Select(t => new { name = t.Field, value = t.Value }),
            }));
        }
    }
}
