using System.Net;
using System.Text;
using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Http;

public sealed class BadInputTests : IAsyncLifetime
{
    private DigitalDocsApp _app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await DigitalDocsApp.StartAsync(ProbeService.Alone, ct: Ct);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("""{ "name": "a", "count": 1 """, "invalid_json", null)]
    [InlineData("""{ "name": "a", "count": 1, "colour": "green" }""", "invalid_json", "colour")]
    [InlineData("""{ "name": "a" }""", "validation_failed", "count")]
    [InlineData("""{ "name": "a", "count": "one" }""", "invalid_json", "count")]
    [InlineData("""{ "name": "a", "count": "1" }""", "invalid_json", "count")]
    [InlineData("""[]""", "invalid_json", null)]
    [InlineData("", "unreadable", null)]
    public async Task A_body_that_cannot_be_used_is_refused_by_naming_what_is_wrong(string body, string code, string? member)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await _app.Anonymous.PostAsync("api/v1/probe/things", content, Ct);

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, code, Ct);
        if (member is not null)
        {
            problem.Errors!.Keys.ShouldContain(member);
        }
    }

    [Fact]
    public async Task Another_content_type_than_JSON_is_refused()
    {
        using var content = new StringContent("""{ "name": "a", "count": 1 }""", Encoding.UTF8, "text/plain");

        using var response = await _app.Anonymous.PostAsync("api/v1/probe/things", content, Ct);

        await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type", Ct);
    }

    [Theory]
    [InlineData("limit=0", "validation_failed")]
    [InlineData("limit=-1", "validation_failed")]
    [InlineData("limit=201", "validation_failed")]
    [InlineData("limit=many", "unreadable")]
    [InlineData("cursor=AAAA", "invalid_cursor")]
    [InlineData("cursor=%00", "invalid_cursor")]
    public async Task A_paging_parameter_that_is_not_ours_is_refused(string query, string code)
    {
        using var response = await _app.Anonymous.GetAsync($"api/v1/probe/list?{query}", Ct);

        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, code, Ct);
    }

    [Fact]
    public async Task A_cursor_of_ours_with_one_letter_changed_is_refused()
    {
        var cursor = await _app.Anonymous.GetAsync<string>("api/v1/probe/list", Ct);
        var forged = cursor[..5] + (cursor[5] == 'x' ? 'y' : 'x') + cursor[6..];

        using var ours = await _app.Anonymous.GetAsync($"api/v1/probe/list?cursor={Uri.EscapeDataString(cursor)}", Ct);
        using var response = await _app.Anonymous.GetAsync($"api/v1/probe/list?cursor={Uri.EscapeDataString(forged)}", Ct);

        ours.StatusCode.ShouldBe(HttpStatusCode.OK);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid_cursor", Ct);
    }

    [Fact]
    public async Task A_surprise_tells_the_client_a_trace_id_and_no_secret()
    {
        using var response = await _app.Anonymous.GetAsync("api/v1/probe/broken", Ct);

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.InternalServerError, "internal_error", Ct);
        problem.Detail!.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_path_that_nobody_answers_is_a_problem_too()
    {
        using var response = await _app.Anonymous.GetAsync("api/v1/nothing", Ct);

        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
    }

    [Fact]
    public async Task A_method_that_a_route_does_not_have_is_a_problem_too()
    {
        using var response = await _app.Anonymous.DeleteAsync("api/v1/probe/open", Ct);

        await response.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed, "method_not_allowed", Ct);
    }
}
