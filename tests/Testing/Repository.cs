namespace DigitalDocs.Testing;

/// <summary>The checkout that the tests were built from: for golden files, generated pages and sources.</summary>
public static class Repository
{
    private const string Mark = "DigitalDocs.slnx";

    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Mark)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No {Mark} above {AppContext.BaseDirectory}.");
    }
}
