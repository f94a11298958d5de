namespace DigitalDocs.Platform.Data;

/// <summary>Names in SQL text that no parameter can carry.</summary>
internal static class PostgresNames
{
    public static string Quoted(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
