using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Search;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>An installation outgrows SQLite and goes on where it was on PostgreSQL.</summary>
[Trait("length", "long")]
public sealed class MoveTests
{
    private const string Words = "the lighthouse keeper signs at dawn";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_installation_with_demo_data_is_moved_and_served_from_PostgreSQL_with_everything_in_it()
    {
        await using var database = await PostgresDatabase.CreateAsync(Ct);
        using var folder = new TempFolder();
        string[] here = ["--data", folder.File("data"), "--Edge:LogFormat=plain", "--urls", "http://127.0.0.1:0"];
        string[] there = [.. here, "--Data:Provider=postgres", $"--Data:ConnectionString={database.ConnectionString}"];
        string[] move = ["migrate", "--from", "sqlite", "--to", "postgres", "--data", folder.File("data"),
            $"--Data:ConnectionString={database.ConnectionString}"];
        (await DigitalDocsProcess.RunAsync(["demo", "--data", folder.File("data")], Ct)).ExitCode.ShouldBe(0);
        var login = JsonSerializer.Deserialize<List<DemoLogin>>(
            await File.ReadAllTextAsync(folder.File("data/demo-logins.json"), Ct), JsonSerializerOptions.Web)!
            .First(one => one.Role == "escrowOfficer");

        List<Guid> before;
        await using (var server = await DigitalDocsProcess.StartAsync(here, Ct))
        {
            using var client = await SignInAsync(server, login);
            var id = (await client.UploadAsync("lighthouse.txt", Encoding.UTF8.GetBytes(Words), Ct)).Id!.Value;
            await client.SettledAsync(id, Ct);
            await FoundAsync(client, id);
            before = await DocumentsAsync(client);

            var refused = await DigitalDocsProcess.RunAsync(move, Ct);
            refused.ExitCode.ShouldBe(1);
            refused.Errors.ShouldContain("A server is running on");
            await server.StopAsync(Ct);
        }

        var moved = await DigitalDocsProcess.RunAsync(move, Ct);
        moved.ExitCode.ShouldBe(0, moved.Output + moved.Errors);
        moved.Output.ShouldMatch(@"(?m)^documents\.documents +\d+  ([0-9a-f]{32}) = \1$");
        moved.Output.ShouldContain("auth.credentials");

        var again = await DigitalDocsProcess.RunAsync(move, Ct);
        again.ExitCode.ShouldBe(1);
        again.Errors.ShouldContain("The target is not empty");

        await using (var server = await DigitalDocsProcess.StartAsync(there, Ct))
        {
            using var client = await SignInAsync(server, login);
            (await DocumentsAsync(client)).ShouldBe(before);
            await FoundAsync(client, before[0]);
            (await client.GetStringAsync($"api/v1/documents/{before[0]}/content", Ct)).ShouldBe(Words);
            var added = (await client.UploadAsync("more.txt", "another lighthouse"u8.ToArray(), Ct)).Id!.Value;
            (await client.SettledAsync(added, Ct)).Status.ShouldBe("ready");
            (await DocumentsAsync(client)).ShouldBe([added, .. before]);
            await server.StopAsync(Ct);
        }
    }

    private static async Task<HttpClient> SignInAsync(DigitalDocsProcess server, DemoLogin login)
    {
        var client = new HttpClient { BaseAddress = server.Address };
        var answer = await client.LoginAsync(login.Email, login.Password, Ct);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.AccessToken);
        return client;
    }

    private static async Task<List<Guid>> DocumentsAsync(HttpClient client) =>
        [.. (await client.GetAsync<Page<DocumentItem>>("api/v1/documents?limit=200", Ct)).Items.Select(item => item.Id)];

    private static Task FoundAsync(HttpClient client, Guid id) => Eventually.TrueAsync(
        async () => (await client.GetAsync<SearchAnswer>("api/v1/search/documents?q=lighthouse+keeper", Ct)).Items.Any(item => item.DocumentId == id),
        "the document is found by its words",
        Ct);
}
