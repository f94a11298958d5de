namespace DigitalDocs.Testing;

/// <summary>A process and everything it started, and their memory as Linux counts it.</summary>
public static class ProcessTree
{
    private const long PageSize = 4096;

    /// <summary>Resident bytes of the whole tree; shared pages count in each process, so this is never too low.</summary>
    public static long ResidentBytes(int root) => Ids(root).Sum(id => Resident($"/proc/{id}"));

    /// <summary>The process and everything it started, directly or not.</summary>
    public static IReadOnlyList<int> Ids(int root)
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && ParentOf(folder) is { } parent)
            {
                parents[id] = parent;
            }
        }

        return [.. parents.Keys.Where(id => IsBelow(id, root, parents))];
    }

    /// <summary>The most that one process has held so far; nothing once it has ended.</summary>
    public static long PeakResidentBytes(int process)
    {
        var line = Read($"/proc/{process}/status")?.Split('\n')
            .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return line is null
            ? 0
            : long.Parse(
                line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim(),
                System.Globalization.CultureInfo.InvariantCulture) * 1024;
    }

    private static bool IsBelow(int id, int root, Dictionary<int, int> parents)
    {
        for (var at = id; at > 1; at = parents.GetValueOrDefault(at))
        {
            if (at == root)
            {
                return true;
            }
        }

        return false;
    }

    // "pid (name) state ppid …"; the name may hold blanks and brackets.
    private static int? ParentOf(string folder) =>
        Read($"{folder}/stat") is { } stat && stat.LastIndexOf(')') is > 0 and var end
            ? int.Parse(stat[(end + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)
            : null;

    private static long Resident(string folder) =>
        Read($"{folder}/statm")?.Split(' ') is [_, var pages, ..]
            ? long.Parse(pages, System.Globalization.CultureInfo.InvariantCulture) * PageSize
            : 0;

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            // The process ended meanwhile.
            return null;
        }
    }
}
