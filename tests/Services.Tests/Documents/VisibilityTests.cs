using System.Net;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Documents;

public sealed class VisibilityTests(DocumentsHost host) : IClassFixture<DocumentsHost>
{
    private readonly Person _owner = host.Agent();

    private static CancellationToken Ct => DocumentsHost.Ct;

    public static TheoryData<string, string> Routes => new()
    {
        { "GET", "" },
        { "GET", "/content" },
        { "GET", "/versions/1/content" },
        { "GET", "/pages/1.png" },
        { "GET", "/thumbnail" },
        { "GET", "/text" },
        { "GET", "/words" },
        { "GET", "/versions" },
        { "GET", "/audit" },
        { "GET", "/shares" },
        { "PUT", "/metadata" },
        { "POST", "/versions?name=a.txt" },
        { "POST", "/retry" },
        { "POST", "/restore" },
        { "POST", "/share" },
        { "DELETE", "" },
        { "DELETE", "/shares/01890000-0000-7000-8000-000000000000" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_document_of_others_does_not_exist_on_any_route(string method, string route)
    {
        var id = await UploadAsync();
        foreach (var stranger in new[] { host.Agent(), host.Agent(_owner.AgencyId), host.Administrator() })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"api/v1/documents/{id}{route}");
            request.Content = route switch
            {
                "/metadata" => Json("{}"),
                "/share" => Json("""{"with":{"kind":"link"},"permissions":["view"]}"""),
                _ => method == "POST" ? new StringContent("x") : null,
            };

            var response = await stranger.Client.SendAsync(request, Ct);

            await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
        }
    }

    [Fact]
    public async Task Lists_show_exactly_what_can_be_opened()
    {
        var mine = await UploadAsync();
        var colleague = host.Agent(_owner.AgencyId);
        var theirs = (await colleague.Client.UploadAsync("b.txt", Guid.CreateVersion7().ToByteArray(), Ct)).Id!.Value;

        (await ListAsync(_owner)).ShouldBe([mine]);
        (await ListAsync(colleague)).ShouldBe([theirs]);
        (await ListAsync(host.Administrator(_owner.AgencyId))).ShouldBe([theirs, mine]);
        (await ListAsync(host.Administrator())).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_grant_to_look_shows_the_document_and_allows_nothing_more()
    {
        var id = await UploadAsync();
        var colleague = host.Agent(_owner.AgencyId);
        await host.GrantAsync(colleague, "document", id, Permissions.DocumentsView);

        var document = await colleague.Client.GetAsync<DocumentDto>($"api/v1/documents/{id}", Ct);
        var content = await colleague.Client.GetAsync($"api/v1/documents/{id}/content", Ct);
        var edit = await colleague.Client.PutAsync(id, new { name = "mine now" }, Ct);
        var delete = await colleague.Client.DeleteAsync($"api/v1/documents/{id}", Ct);
        var audit = await _owner.Client.GetAsync<Page<AuditEntryDto>>($"api/v1/documents/{id}/audit", Ct);

        document.Permissions.ShouldBe(["view"]);
        (await ListAsync(colleague)).ShouldBe([id]);
        await content.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden", Ct);
        await edit.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden", Ct);
        await delete.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden", Ct);
        audit.Items.Count(entry => entry.Outcome == "denied").ShouldBe(3);
    }

    [Fact]
    public async Task The_state_for_other_services_is_not_for_people()
    {
        var id = await UploadAsync();

        var person = await _owner.Client.GetAsync($"api/v1/documents/{id}/state", Ct);
        var service = await host.App.Internal(_owner.AgencyId).GetAsync<DocumentState>($"api/v1/documents/{id}/state", Ct);

        await person.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
        service.GrantSetId.ShouldBe(_owner.UserId);
        service.OwnerId.ShouldBe(_owner.UserId);
    }

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

    private static async Task<IEnumerable<Guid>> ListAsync(Person person) =>
        (await person.Client.GetAsync<Page<DocumentItem>>("api/v1/documents", Ct)).Items.Select(item => item.Id);

    private async Task<Guid> UploadAsync() =>
        (await _owner.Client.UploadAsync("a.txt", Guid.CreateVersion7().ToByteArray(), Ct)).Id!.Value;
}
