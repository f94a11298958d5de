using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DigitalDocs.Platform.Tests.Things;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Platform.Tests.Http;

public sealed class RefusalTests : IAsyncLifetime
{
    private static readonly Guid Agency = Guid.CreateVersion7();
    private ThingsApp _app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await ThingsApp.StartAsync(Ct);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("{", "invalid_json")]
    [InlineData("""{"name":"a","agencyId":"0193c0de-0000-7000-8000-000000000000","colour":"red"}""", "invalid_json", "colour")]
    [InlineData("""{"agencyId":"0193c0de-0000-7000-8000-000000000000"}""", "validation_failed", "name")]
    [InlineData("""{"name":7,"agencyId":"0193c0de-0000-7000-8000-000000000000"}""", "invalid_json", "name")]
    public async Task A_bad_body_is_explained(string body, string code, string? member = null)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _app.Http.PostAsync("api/v1/things", content, Ct);
        var problem = await ProblemAsync(answer, HttpStatusCode.BadRequest, code);

        if (member is not null)
        {
            problem.GetProperty("errors").TryGetProperty(member, out _).ShouldBeTrue();
        }

        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_wrong_content_type_is_refused()
    {
        using var content = new StringContent("name=a", Encoding.UTF8, "text/plain");
        using var answer = await _app.Http.PostAsync("api/v1/things", content, Ct);

        await ProblemAsync(answer, HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Fact]
    public async Task A_surprise_shows_nothing_of_the_inside()
    {
        using var answer = await _app.Http.GetAsync("api/v1/things/broken", Ct);
        var problem = await ProblemAsync(answer, HttpStatusCode.InternalServerError, "internal_error");

        problem.GetRawText().ShouldNotContain("secret");
        problem.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_route_that_asks_nothing_is_open_to_nobody()
    {
        using var answer = await _app.Http.GetAsync("api/v1/things/forbidden", Ct);

        await ProblemAsync(answer, HttpStatusCode.Unauthorized, "sign_in_needed");
    }

    [Fact]
    public async Task An_internal_route_does_not_exist_for_strangers()
    {
        using var answer = await _app.Http.GetAsync("api/v1/things/internal", Ct);

        await ProblemAsync(answer, HttpStatusCode.NotFound, "not_found");
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.")]
    public async Task A_token_that_is_not_ours_is_refused(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/things/forbidden");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var answer = await _app.Http.SendAsync(request, Ct);

        await ProblemAsync(answer, HttpStatusCode.Unauthorized, "token_invalid");
    }

    [Fact]
    public async Task A_repeated_request_gets_the_first_answer_and_changes_nothing()
    {
        using var first = await MakeAsync("k1", "a");
        using var second = await MakeAsync("k1", "a");

        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await second.Content.ReadAsStringAsync(Ct)).ShouldBe(await first.Content.ReadAsStringAsync(Ct));
        second.Headers.Location.ShouldBe(first.Headers.Location);
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_key_used_for_another_request_is_refused()
    {
        using var first = await MakeAsync("k1", "a");
        using var second = await MakeAsync("k1", "b");

        await ProblemAsync(second, HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        using var first = await MakeAsync("k1", "a");
        _app.Clock.Advance(TimeSpan.FromHours(25));
        using var second = await MakeAsync("k1", "b");

        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_request_that_was_carried_out_but_whose_answer_was_lost_is_not_carried_out_again()
    {
        using var lost = await MakeAsync("k1", "a", "/lost");
        using var again = await MakeAsync("k1", "a", "/lost");

        lost.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        await ProblemAsync(again, HttpStatusCode.Conflict, "already_done");
        (await CountAsync()).ShouldBe(1);
    }

    private async Task<HttpResponseMessage> MakeAsync(string key, string name, string path = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/things" + path)
        {
            Content = JsonContent.Create(new ThingRequest(name, Agency)),
        };
        request.Headers.Add("Idempotency-Key", key);
        return await _app.Http.SendAsync(request, Ct);
    }

    private Task<int> CountAsync() => _app.AsAsync(Agency, db => db.Things.CountAsync(Ct));

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        problem.GetProperty("code").GetString().ShouldBe(code);
        return problem;
    }
}
