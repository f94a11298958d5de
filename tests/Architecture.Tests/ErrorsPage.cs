using System.Text;
using System.Text.RegularExpressions;
using DigitalDocs.Testing;

namespace DigitalDocs.Architecture.Tests;

/// <summary>Writes <c>docs/errors.md</c> from the failures that stand in the sources.</summary>
internal static partial class ErrorsPage
{
    private const string Head = """
        # Errors

        Generated from the sources; a test fails when it is stale. Every refusal is problem details (RFC 9457,
        `application/problem+json`) with `type`, `title`, `status`, `detail`, `instance`, `code`, `traceId`, and `errors` for members
        that are wrong. Codes are stable; details are for people and may change. What belongs to another agency is `not_found`.

        | code | status | from | what it says |
        | --- | --- | --- | --- |
        """;

    public static string Write() => Write(
        Directory.GetFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/src/Web/", StringComparison.Ordinal))
            .Select(path => (Place: PlaceOf(path), Text: File.ReadAllText(path))));

    internal static string Write(IEnumerable<(string Place, string Text)> sources)
    {
        var rows =
            from source in sources
            from match in Made().Matches(source.Text)
            let row = (Code: match.Groups["code"].Value, Status: match.Groups["status"].Value, source.Place, Detail: Detail(match))
            group row by (row.Code, row.Status, row.Place) into same
            orderby same.Key.Code, same.Key.Place
            select $"| `{same.Key.Code}` | {same.Key.Status} | {same.Key.Place} | {same.First().Detail} |";
        return new StringBuilder(Head).Append('\n').AppendJoin('\n', rows).ToString();
    }

    private static string PlaceOf(string path)
    {
        var parts = Path.GetRelativePath(Repository.PathOf("src"), path).Split('/');
        return (parts[0] == "Services" ? parts[1] : parts[0]).ToLowerInvariant();
    }

    // A detail that is put together elsewhere is not repeated here.
    private static string Detail(Match match) => !match.Groups["detail"].Success
        ? "Says in each case what happened."
        : Joint().Replace(match.Groups["detail"].Value, "").Replace("|", "\\|", StringComparison.Ordinal);

    // new("code", 422, "detail"), new("code", 422, detail) and new Failure("code", StatusCodes.Status422UnprocessableEntity, "detail" + "…")
    [GeneratedRegex(
        """new(?:\s+Failure)?\(\s*"(?<code>[a-z][a-z_0-9]+)",\s*(?:StatusCodes\.Status)?(?<status>[45]\d\d)\w*,\s*(?:\$?"(?<detail>(?:[^"\\]|\\.|"\s*\+\s*\$?")*)"|[a-zA-Z_.]+\)) """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Made();

    [GeneratedRegex("""
        "\s*\+\s*\$?"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Joint();
}
