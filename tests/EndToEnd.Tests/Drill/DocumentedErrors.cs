using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests.Drill;

/// <summary>The codes and statuses of <c>docs/errors.md</c>.</summary>
internal static partial class DocumentedErrors
{
    private static readonly HashSet<(string Code, int Status)> Known = Read();

    /// <returns>Null when the page foresees the answer, else what is wrong with it.</returns>
    public static async Task<string?> CheckAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var body = await response.Content.ReadAsStringAsync(ct);
        var what = $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri!.AbsolutePath}: {(int)response.StatusCode} {body}";
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json"
            || JsonSerializer.Deserialize<Problem>(body, JsonSerializerOptions.Web) is not { Code: { } code })
        {
            return "no problem details: " + what;
        }

        return !Known.Contains((code, (int)response.StatusCode)) ? "not in docs/errors.md: " + what
            : response.StatusCode is HttpStatusCode.InternalServerError ? "an error of ours: " + what
            : response.StatusCode is HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter is null ? "no Retry-After: " + what
            : null;
    }

    [GeneratedRegex(@"^\| `([a-z_]+)` \| (\d{3}) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    private static HashSet<(string Code, int Status)> Read() =>
    [
        .. Row().Matches(File.ReadAllText(Repository.PathOf("docs", "errors.md"))).Select(row =>
            (row.Groups[1].Value, int.Parse(row.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture))),
    ];
}
