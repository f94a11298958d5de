using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using DigitalDocs.Testing;

namespace DigitalDocs.Architecture.Tests.Walks;

/// <summary>Every route of every service, called as nobody, as every role, and as the other agency.</summary>
[Collection(WalkedAppCollection.Name)]
public sealed class RouteWalkTests(WalkedApp walked)
{
    /// <summary>The id that stands in the examples of the API's description.</summary>
    private const string SampleId = "01932c07-29f0-7aa0-8d3e-5b6f0c1d2e3f";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_permissions_page_is_as_routes_and_roles_are() =>
        GoldenFile.Check(PermissionsPage.Write(walked.Routes, walked.Roles), "docs", "permissions.md");

    [Fact]
    public async Task Nobody_is_asked_to_sign_in_everywhere()
    {
        var wrong = new List<string>();
        foreach (var route in walked.Routes)
        {
            var (status, _) = await CallAsync(walked.App.Anonymous, route.Method, route.PathToNothing(), route.EmptyBody);
            if (status != (route.IsInternal ? HttpStatusCode.NotFound : HttpStatusCode.Unauthorized))
            {
                wrong.Add($"{route}: {(int)status}");
            }
        }

        walked.Routes.Count.ShouldBeGreaterThan(60);
        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_role_gets_as_far_as_the_permissions_page_says()
    {
        var wrong = new List<string>();
        foreach (var route in walked.Routes)
        {
            foreach (var (role, permissions) in walked.Roles)
            {
                var (status, body) = await CallAsync(walked.Person(1, role), route.Method, route.PathToNothing(), route.EmptyBody);
                var isRight = route.IsInternal ? status == HttpStatusCode.NotFound
                    : PermissionsPage.May(permissions, route) ? status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && (int)status < 500
                    : status == HttpStatusCode.Forbidden;
                if (!isRight)
                {
                    wrong.Add($"{route} as {role}: {(int)status} {body}");
                }
            }
        }

        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_belongs_to_another_agency_does_not_exist()
    {
        var bodies = await ExampleBodiesAsync();
        var wrong = new List<string>();
        foreach (var route in walked.Routes.Where(route => !route.IsInternal))
        {
            var role = RoleFor(route);
            var example = bodies.GetValueOrDefault((route.Method, route.Template))?.Replace(SampleId, walked.Ids["document"], StringComparison.Ordinal);
            var path = route.PathTo(walked.Ids);
            var (status, body) = await CallAsync(walked.Person(1, role), route.Method, path, example ?? route.EmptyBody);

            // What the caller said may be repeated to the caller.
            var mentions = walked.Ids.Values.FirstOrDefault(id => body.Contains(id, StringComparison.OrdinalIgnoreCase) && !(path + example).Contains(id, StringComparison.Ordinal));
            var asksForIt = route.NamesThings || example?.Contains($"\"documentId\":\"{walked.Ids["document"]}\"", StringComparison.Ordinal) == true;
            if (mentions is not null || (asksForIt && status != HttpStatusCode.NotFound))
            {
                wrong.Add($"{route} as {role}: {(int)status} {body} {example}");
            }
        }

        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    [Fact]
    public async Task Its_own_agency_finds_it()
    {
        // The walk above proves nothing when the things are not there.
        foreach (var path in (string[])[$"documents/{walked.Ids["document"]}", $"transactions/{walked.Ids["transaction"]}", $"ocr/jobs/{walked.Ids["job"]}", $"users/{walked.Ids["user"]}"])
        {
            var (status, _) = await CallAsync(walked.Person(0, "escrowOfficer"), "GET", "/api/v1/" + path, null);
            status.ShouldBe(HttpStatusCode.OK, path);
        }
    }

    // A role of the other agency that may call the route; administrators of the platform stand above agencies.
    private string RoleFor(WalkedRoute route) =>
        walked.Roles.Where(role => role.Key is not "platformAdmin" && PermissionsPage.May(role.Value, route)).Select(role => role.Key)
            .OrderBy(role => role is "agencyAdmin" ? 0 : 1).FirstOrDefault() ?? "platformAdmin";

    private static async Task<(HttpStatusCode Status, string Body)> CallAsync(HttpClient client, string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (path.StartsWith("/api/v1/uploads", StringComparison.Ordinal))
        {
            // Resumable uploads speak a protocol of their own, and refuse those who do not before they look further.
            request.Headers.Add("Tus-Resumable", "1.0.0");
            request.Headers.Add("Upload-Offset", "0");
            request.Headers.Add("Upload-Length", "2");
            request.Headers.Add("X-HTTP-Method-Override", "DELETE");
            request.Content?.Headers.ContentType = new("application/offset+octet-stream");
        }

        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        var isStream = answer.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return (answer.StatusCode, isStream ? "" : await answer.Content.ReadAsStringAsync(Ct));
    }

    private async Task<Dictionary<(string Method, string Template), string>> ExampleBodiesAsync()
    {
        var paths = JsonNode.Parse(await walked.DescribeAsync("v1"))!["paths"]!.AsObject();
        return paths.SelectMany(path => path.Value!.AsObject().Select(operation => (
                Key: (operation.Key.ToUpperInvariant(), "/" + path.Key.Trim('/')),
                Body: operation.Value!["requestBody"]?["content"]?["application/json"]?["example"]?.ToJsonString())))
            .Where(operation => operation.Body is not null)
            .ToDictionary(operation => operation.Key, operation => operation.Body!);
    }
}
