namespace DigitalDocs.Testing;

/// <summary>Finds the published data sets beside the checkout; tests skip visibly where they are absent.</summary>
public static class SharedData
{
    /// <summary>The full path of a set (<c>documents/cuad</c>), or null when this machine does not have it.</summary>
    public static string? Find(string set) => FindShared("data", set);

    /// <summary>The folder of the engines that Debian lacks, or null when this machine does not have it.</summary>
    public static string? FindEngines() => FindShared("engines");

    private static string? FindShared(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine([folder.FullName, "shared", .. parts]);
            if (Path.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>The full path of a set; skips the running test when it is absent.</summary>
    public static string Require(string set)
    {
        var path = Find(set);
        Xunit.Assert.SkipWhen(path is null, $"shared data '{set}' is not on this machine");
        return path!;
    }
}
