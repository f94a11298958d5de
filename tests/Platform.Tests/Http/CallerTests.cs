using System.Net;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Http;

public sealed class CallerTests : IAsyncLifetime
{
    private static readonly Guid Agency = Guid.CreateVersion7();
    private DigitalDocsApp _app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await DigitalDocsApp.StartAsync(ProbeService.Alone, ct: Ct);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_route_that_needs_a_permission_is_refused_without_sign_in()
    {
        using var response = await _app.Anonymous.GetAsync($"api/v1/probe/documents/{Guid.CreateVersion7()}", Ct);

        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "sign_in_needed", Ct);
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }

    [Fact]
    public async Task A_person_without_the_permission_is_told_which_one_it_is()
    {
        var person = _app.Person(Agency, Permissions.SearchUse);

        using var response = await person.Client.GetAsync($"api/v1/probe/documents/{Guid.CreateVersion7()}", Ct);

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden", Ct);
        problem.Detail!.ShouldContain(Permissions.DocumentsView);
    }

    [Fact]
    public async Task A_person_with_the_permission_is_let_through()
    {
        var id = Guid.CreateVersion7();
        var person = _app.Person(Agency, Permissions.DocumentsView);

        (await person.Client.GetAsync<Guid>($"api/v1/probe/documents/{id}", Ct)).ShouldBe(id);
    }

    [Fact]
    public async Task A_permission_taken_away_is_refused_soon_after()
    {
        var person = _app.Person(Agency, Permissions.DocumentsView);
        var path = $"api/v1/probe/documents/{Guid.CreateVersion7()}";
        (await person.Client.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        _app.Allow(person.UserId, Agency, [], []);

        await Eventually.TrueAsync(
            async () => (await person.Client.GetAsync(path, Ct)).StatusCode == HttpStatusCode.Forbidden,
            "the refusal", Ct);
    }

    [Fact]
    public async Task A_route_that_names_no_permission_is_refused_to_everybody()
    {
        var person = _app.Person(Agency, Permissions.DocumentsView, Permissions.RecordsAll);

        using var response = await person.Client.GetAsync("api/v1/probe/forgotten", Ct);

        await response.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden", Ct);
    }

    [Fact]
    public async Task People_are_not_told_that_internal_routes_exist()
    {
        var person = _app.Person(Agency, Permissions.RecordsAll);

        using var response = await person.Client.GetAsync("api/v1/probe/inside", Ct);
        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);

        using var service = _app.Internal(Agency);
        (await service.GetStringAsync("api/v1/probe/inside", Ct)).ShouldContain("inside");
    }

    [Theory]
    [InlineData("not a token")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.")]
    public async Task What_is_not_our_token_is_refused(string token)
    {
        using var client = _app.Client(token);

        using var response = await client.GetAsync("api/v1/probe/mine", Ct);

        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_invalid", Ct);
    }

    [Fact]
    public async Task A_token_altered_by_one_letter_is_refused()
    {
        var token = _app.Person(Agency).AccessToken;
        var payload = token.IndexOf('.', StringComparison.Ordinal) + 20;
        var altered = token[..payload] + (token[payload] == 'A' ? 'B' : 'A') + token[(payload + 1)..];
        using var client = _app.Client(altered);

        using var response = await client.GetAsync("api/v1/probe/mine", Ct);

        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token_invalid", Ct);
    }
}
