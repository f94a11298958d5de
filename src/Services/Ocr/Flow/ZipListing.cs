using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DigitalDocs.Ocr;

internal static class ZipListing
{
    private const int MaxListed = 1_000;

    /// <summary>What an archive holds, as its directory says; nothing is unpacked.</summary>
    public static string Read(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        var text = new StringBuilder();
        foreach (var entry in archive.Entries.Take(MaxListed))
        {
            text.Append(entry.FullName).Append("   ").Append(entry.Length.ToString(CultureInfo.InvariantCulture)).Append(" bytes\n");
        }

        if (archive.Entries.Count > MaxListed)
        {
            text.Append(CultureInfo.InvariantCulture, $"and {archive.Entries.Count - MaxListed} more");
        }

        return text.ToString();
    }
}
