using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DigitalDocs.Contracts.Messaging;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>
/// Failed events of services in processes of their own, behind the gateway: replayed while every process is killed
/// without a goodbye, each has its effect once.
/// </summary>
[Trait("length", "long")]
public sealed class DeadLetterTests
{
    private const int Letters = 300;
    private const int Kills = 4;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_is_replayed_happens_once_whatever_is_killed_meanwhile()
    {
        await using var installation = await Installation.StartAsync(new Lineup(Layout.FourProcesses, Stores.Embedded), Ct);
        var (admin, answer) = await installation.SignInAsync("agencyAdmin", Ct);
        using var owned = admin;
        var documents = Enumerable.Range(0, Letters).Select(_ => Guid.CreateVersion7()).ToList();
        await FailedWork.BuryAsync(installation, "gateway", documents, answer.Agency.Id);
        await FailedWork.BuryAsync(installation, "storage", documents[..20], answer.Agency.Id);

        (await ReadAsync<DeadLetterPage>(admin, "api/v1/dead-letters?service=storage")).Items.Count.ShouldBe(20);
        (await ReadAsync<DeadLetterCounts>(admin, "api/v1/dead-letters/counts")).Items.Sum(count => count.Dead).ShouldBe(Letters + 20);
        var (foreigner, _) = await installation.SignInAsync("agencyAdmin", Ct, agency: 1);
        using var other = foreigner;
        (await ReadAsync<DeadLetterPage>(foreigner, "api/v1/dead-letters")).Items.ShouldBeEmpty();
        var (agent, _) = await installation.SignInAsync("agent", Ct);
        using var refused = agent;
        (await agent.GetAsync("api/v1/dead-letters", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var gateway = await ReplayAsync(admin, "gateway");
        var storage = await ReplayAsync(admin, "storage");
        for (var kill = 0; kill < Kills; kill++)
        {
            await installation.KillAsync();
            await installation.RunAsync(Ct);
        }

        (await EndOfAsync(installation, gateway)).Done.ShouldBe(Letters);
        (await EndOfAsync(installation, storage)).Done.ShouldBe(20);
        Count(installation, "gateway", "SELECT COUNT(*) FROM stream_entries").ShouldBe(Letters);
        Count(installation, "gateway", "SELECT COUNT(DISTINCT document_id) FROM stream_entries").ShouldBe(Letters);
        Count(installation, "storage", "SELECT COUNT(*) FROM inbox").ShouldBe(20);
    }

    private static async Task<Uri> ReplayAsync(HttpClient admin, string service)
    {
        using var answer = await admin.PostAsJsonAsync(
            $"api/v1/dead-letters/{service}/replay", new { handler = $"{service}.WhenDocumentAvailable" }, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return answer.Headers.Location!;
    }

    private static async Task<DeadLetterReplayDto> EndOfAsync(Installation installation, Uri progress)
    {
        var (admin, _) = await installation.SignInAsync("agencyAdmin", Ct);
        using var owned = admin;
        return await Eventually.ValueAsync(
            () => ReadAsync<DeadLetterReplayDto>(admin, progress.ToString().TrimStart('/')),
            state => state.Waiting == 0, "the end of the replay", Ct, TimeSpan.FromMinutes(3));
    }

    private static async Task<T> ReadAsync<T>(HttpClient client, string path) =>
        (await client.GetFromJsonAsync<T>(path, JsonSerializerOptions.Web, Ct))!;

    private static long Count(Installation installation, string service, string sql)
    {
        using var connection = FailedWork.Open(installation, service);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
