using System.Collections;

namespace DigitalDocs.Platform.Blobs;

/// <summary>Walks a folder in ordinal order of the keys, skipping what a page before has shown.</summary>
internal sealed class FolderListing(string root, string prefix, string? after) : IEnumerable<BlobItem>
{
    public IEnumerator<BlobItem> GetEnumerator()
    {
        var whole = prefix.LastIndexOf('/');
        return Walk(whole < 0 ? "" : prefix[..(whole + 1)]).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<BlobItem> Walk(string folder)
    {
        foreach (var (name, entry) in Entries(folder))
        {
            var key = folder + name;
            if (entry is DirectoryInfo)
            {
                if (Overlaps(key))
                {
                    foreach (var item in Walk(key))
                    {
                        yield return item;
                    }
                }
            }
            else if (key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(key, after) > 0
                && entry is FileInfo { Exists: true } file)
            {
                yield return new BlobItem(key, file.Length, new DateTimeOffset(file.LastWriteTimeUtc));
            }
        }
    }

    // A folder counts with its slash, so that "a.txt" comes before "a/b" as the keys do.
    private List<(string Name, FileSystemInfo Entry)> Entries(string folder)
    {
        var directory = new DirectoryInfo(Path.Combine(root, folder));
        try
        {
            return directory.EnumerateFileSystemInfos()
                .Where(e => e.Name[0] != '.')
                .Select(e => (e is DirectoryInfo ? e.Name + "/" : e.Name, e))
                .OrderBy(e => e.Item1, StringComparer.Ordinal)
                .ToList();
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private bool Overlaps(string folder)
    {
        var common = Math.Min(folder.Length, prefix.Length);
        return string.CompareOrdinal(folder, 0, prefix, 0, common) == 0
            && (after is null || string.CompareOrdinal(folder, after) > 0
                || after.StartsWith(folder, StringComparison.Ordinal));
    }
}
