using Xunit;

namespace DigitalDocs.Testing;

/// <summary>
/// A checked-in text that the code must still produce. <c>DD_UPDATE_GOLDEN=1</c> writes it anew; the difference is
/// then reviewed like any other change.
/// </summary>
public static class GoldenFile
{
    private static bool Updating => Environment.GetEnvironmentVariable("DD_UPDATE_GOLDEN") == "1";

    /// <summary>Fails when the file does not hold exactly this text.</summary>
    public static void Check(string text, params string[] path)
    {
        var file = Repository.PathOf(path);
        var expected = text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Updating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
            return;
        }

        var shown = string.Join('/', path);
        Assert.True(File.Exists(file), $"{shown} is missing. Run the test with DD_UPDATE_GOLDEN=1 to write it.");
        var actual = File.ReadAllText(file).ReplaceLineEndings("\n");
        if (actual != expected)
        {
            Assert.Fail(
                $"{shown} is stale. Run the test with DD_UPDATE_GOLDEN=1 to write it. First difference: {Difference(actual, expected)}");
        }
    }

    private static string Difference(string actual, string expected)
    {
        var (old, now) = (actual.Split('\n'), expected.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(old.Length, now.Length))
            .First(i => i >= old.Length || i >= now.Length || old[i] != now[i]);
        return $"line {line + 1}, file: '{old.ElementAtOrDefault(line)}', code: '{now.ElementAtOrDefault(line)}'";
    }
}
