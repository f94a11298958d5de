namespace DigitalDocs.Testing;

/// <summary>The built program that end-to-end tests start.</summary>
public static class HostBinary
{
    private const string Name = "digitaldocs";

    /// <summary>
    /// Its full path: in the folder that <c>DD_TEST_HOST</c> names, else what a plain build left behind. Skips when
    /// there is none.
    /// </summary>
    public static string Require()
    {
        string?[] folders =
        [
            Environment.GetEnvironmentVariable("DD_TEST_HOST"),
            Repository.PathOf("artifacts", "bin", "Host", "release"),
            Repository.PathOf("artifacts", "bin", "Host", "debug"),
        ];
        var path = folders.OfType<string>().Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists);
        Testing.Require.Demand(path is not null, "host", "the program is not built (./test.sh builds it)");
        return path!;
    }

    /// <summary>
    /// That of the version which runs before an update: in the folder that <c>DD_TEST_HOST_BEFORE</c> names, else the
    /// present one.
    /// </summary>
    public static string RequireBefore() =>
        Environment.GetEnvironmentVariable("DD_TEST_HOST_BEFORE") is { Length: > 0 } folder ? Path.Combine(folder, Name) : Require();
}
