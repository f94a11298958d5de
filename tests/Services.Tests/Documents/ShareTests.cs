using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Platform.Http;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Documents;

public sealed class ShareTests(DocumentsHost host) : IClassFixture<DocumentsHost>
{
    private readonly Person _agent = host.Agent();

    private static CancellationToken Ct => DocumentsHost.Ct;

    [Fact]
    public async Task A_link_shows_the_document_until_it_is_revoked()
    {
        var id = await UploadAsync("<Deed> & more.txt");
        var share = await ShareAsync(id, new { with = new { kind = "link" }, permissions = new[] { "view", "download" } });

        using var visitor = Visitor();
        var page = await visitor.GetAsync(share.Url, Ct);
        var html = await page.Content.ReadAsStringAsync(Ct);
        var content = await visitor.GetStringAsync(share.Url + "/content", Ct);
        var revoked = await _agent.Client.DeleteAsync($"api/v1/documents/{id}/shares/{share.Id}", Ct);
        var after = await visitor.GetAsync(share.Url, Ct);
        var contentAfter = await visitor.GetAsync(share.Url + "/content", Ct);

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("&lt;Deed&gt; &amp; more.txt");
        html.ShouldNotContain("<script");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        content.ShouldStartWith("content of");
        revoked.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        after.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await after.Content.ReadAsStringAsync(Ct)).ShouldContain("no longer available");
        contentAfter.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_link_to_look_does_not_give_the_file()
    {
        var id = await UploadAsync();
        var share = await ShareAsync(id, new { with = new { kind = "link" }, permissions = new[] { "view" } });

        using var visitor = Visitor();
        var html = await visitor.GetStringAsync(share.Url, Ct);
        var content = await visitor.GetAsync(share.Url + "/content", Ct);

        html.ShouldNotContain("/content");
        await content.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden", Ct);
    }

    [Fact]
    public async Task A_link_opens_as_often_as_was_allowed()
    {
        var id = await UploadAsync();
        var share = await ShareAsync(
            id, new { with = new { kind = "link" }, permissions = new[] { "view", "download" }, maxOpens = 2 });

        using var first = Visitor();
        using var second = Visitor();
        using var third = Visitor();
        var opened = new List<HttpStatusCode>();
        foreach (var visitor in new[] { first, first, second, third })
        {
            opened.Add((await visitor.GetAsync(share.Url, Ct)).StatusCode);
        }

        var listed = await _agent.Client.GetAsync<Page<ShareDto>>($"api/v1/documents/{id}/shares", Ct);

        opened.ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Gone]);
        listed.Items.Single().Opens.ShouldBe(2);
        listed.Items.Single().Url.ShouldBeNull();
        (await first.GetAsync(share.Url + "/content", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await third.GetAsync(share.Url + "/content", Ct)).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_password_is_asked_for_and_guessing_is_slowed_down()
    {
        var id = await UploadAsync();
        var share = await ShareAsync(
            id, new { with = new { kind = "link" }, permissions = new[] { "view", "download" }, password = "open sesame" });

        using var visitor = Visitor();
        var asked = await visitor.GetAsync(share.Url, Ct);
        var content = await visitor.GetAsync(share.Url + "/content", Ct);
        var right = await TypeAsync(visitor, share.Url!, "open sesame");
        var inside = await visitor.GetAsync(share.Url + "/content", Ct);
        using var guesser = Visitor();
        var guesses = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            guesses.Add((await TypeAsync(guesser, share.Url!, $"guess {i}")).StatusCode);
        }

        asked.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await asked.Content.ReadAsStringAsync(Ct)).ShouldContain("type=\"password\"");
        content.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
        inside.StatusCode.ShouldBe(HttpStatusCode.OK);
        guesses.Take(5).ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
        guesses[5].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_deleted_document_takes_its_links_with_it()
    {
        var id = await UploadAsync();
        var share = await ShareAsync(id, new { with = new { kind = "link" }, permissions = new[] { "view" } });
        await _agent.Client.DeleteAsync($"api/v1/documents/{id}", Ct);

        (await host.App.Anonymous.GetAsync(share.Url, Ct)).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task An_unknown_link_shows_nothing()
    {
        var unknown = await host.App.Anonymous.GetAsync("s/AAAAAAAAAAAAAAAAAAAAAA", Ct);
        var odd = await host.App.Anonymous.GetAsync("s/..%2f..%2fetc", Ct);

        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        odd.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_share_with_a_colleague_names_them_and_can_be_changed()
    {
        var id = await UploadAsync();
        var colleague = host.Agent(_agent.AgencyId);
        var share = await ShareAsync(
            id, new { with = new { kind = "member", id = colleague.UserId }, permissions = new[] { "view" } });

        var changed = await _agent.Client.PatchAsJsonAsync(
            $"api/v1/documents/{id}/shares/{share.Id}", new { permissions = new[] { "view", "download" } }, WireJson.Options, Ct);
        var answer = await changed.ReadAsync<ShareDto>(HttpStatusCode.OK, Ct);

        share.MemberName.ShouldBe("Colleague");
        share.Url.ShouldBeNull();
        answer.Permissions.ShouldBe(["view", "download"]);
    }

    [Theory]
    [InlineData("""{"with":{"kind":"team"},"permissions":["view"]}""", "with.kind")]
    [InlineData("""{"with":{"kind":"member"},"permissions":["view"]}""", "with.id")]
    [InlineData("""{"with":{"kind":"member","id":"01890000-0000-7000-8000-000000000000"},"permissions":["view"]}""", "with.id")]
    [InlineData("""{"with":{"kind":"link"},"permissions":[]}""", "permissions")]
    [InlineData("""{"with":{"kind":"link"},"permissions":["view","delete"]}""", "permissions")]
    [InlineData("""{"with":{"kind":"link"},"permissions":["view"],"expiresAt":"2020-01-01T00:00:00Z"}""", "expiresAt")]
    [InlineData("""{"with":{"kind":"link"},"permissions":["view"],"maxOpens":0}""", "maxOpens")]
    [InlineData("""{"with":{"kind":"link"},"permissions":["view"],"password":"abc"}""", "password")]
    public async Task A_share_that_makes_no_sense_is_refused(string body, string member)
    {
        var id = await UploadAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var response = await _agent.Client.PostAsync($"api/v1/documents/{id}/share", content, Ct);

        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed", Ct);
        problem.Errors!.Keys.ShouldContain(member);
    }

    private static async Task<HttpResponseMessage> TypeAsync(HttpClient visitor, string url, string password)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["password"] = password });
        return await visitor.PostAsync(url, form, Ct);
    }

    // With cookies of their own, as browsers have.
    private static HttpClient Visitor() => new();

    private Task<ShareDto> ShareAsync(Guid id, object request) =>
        _agent.Client.PostAsync<ShareDto>($"api/v1/documents/{id}/share", request, HttpStatusCode.Created, Ct);

    private async Task<Guid> UploadAsync(string name = "a.txt") => (await _agent.Client.UploadAsync(
        name, System.Text.Encoding.UTF8.GetBytes($"content of {Guid.CreateVersion7()}"), Ct)).Id!.Value;
}
