using System.Net;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Search;
using DigitalDocs.Demo;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>A service that is down takes nobody down with it.</summary>
[Trait("length", "long")]
public sealed class DegradationTests(FourProcesses fixture) : IClassFixture<FourProcesses>, IAsyncLifetime
{
    private Installation Installation => fixture.Installation;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await fixture.StartAsync();
        await Installation.RunAsync(Ct);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Files_are_taken_while_reading_AI_and_search_stand_still_and_are_caught_up_with()
    {
        var (client, _) = await Installation.SignInAsync("escrowOfficer", Ct);
        using var owned = client;
        (await PlaceOf("ocr").StopAsync(Ct)).ShouldBe(0);

        var uploaded = new List<UploadedDocument>();
        foreach (var seed in new[] { 901, 902, 903 })
        {
            var file = DemoDocuments.MakeOne("deed", seed);
            uploaded.Add(await client.UploadAsync(file.Name, file.Pdf, Ct, "application/pdf"));
            (await client.GetByteArrayAsync($"api/v1/documents/{uploaded[^1].Id}/content", Ct)).ShouldBe(file.Pdf);
        }

        (await client.GetAsync<Page<DocumentItem>>("api/v1/documents", Ct)).Items.Count.ShouldBeGreaterThanOrEqualTo(3);
        using (var search = await client.GetAsync("api/v1/search/documents?q=deed", Ct))
        {
            await search.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable", Ct);
            search.Headers.RetryAfter.ShouldNotBeNull();
        }

        await PlaceOf("ocr").StartAsync(Ct);
        foreach (var document in uploaded)
        {
            (await client.SettledAsync(document.Id!.Value, Ct)).Status.ShouldBe("ready");
        }

        await Eventually.TrueAsync(
            async () =>
            {
                var found = (await client.GetAsync<SearchAnswer>("api/v1/search/documents?q=&limit=100", Ct)).Items;
                return uploaded.All(document => found.Count(hit => hit.DocumentId == document.Id) == 1);
            },
            "every document in the index", Ct);
    }

    [Fact]
    public async Task People_sign_in_while_everything_else_is_down()
    {
        await PlaceOf("documents").StopAsync(Ct);
        await PlaceOf("ocr").StopAsync(Ct);

        var (client, _) = await Installation.SignInAsync("coordinator", Ct);
        using var owned = client;
        using var me = await client.GetAsync("api/v1/auth/me", Ct);
        me.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var documents = await client.GetAsync("api/v1/documents", Ct);
        await documents.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable", Ct);
    }

    [Fact]
    public async Task Who_is_signed_in_goes_on_working_while_nobody_can_sign_in()
    {
        var (client, _) = await Installation.SignInAsync("agent", Ct);
        using var owned = client;
        await client.GetAsync<Page<DocumentItem>>("api/v1/documents", Ct);
        await PlaceOf("auth").StopAsync(Ct);

        await client.GetAsync<Page<DocumentItem>>("api/v1/documents", Ct);
        using var login = await client.PostAsync("api/v1/auth/login", JsonOf(Installation.Logins[0]), Ct);
        await login.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable", Ct);
    }

    private static System.Net.Http.Json.JsonContent JsonOf(DemoLogin login) => System.Net.Http.Json.JsonContent.Create(
        new LoginRequest(login.Email, login.Password), options: Platform.Http.WireJson.Options);

    private InstallationProcess PlaceOf(string service) => Installation.Places.Single(place => place.Targets.Contains(service));
}
