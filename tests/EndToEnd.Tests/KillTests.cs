using System.Collections.Concurrent;
using System.Security.Cryptography;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Demo;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>
/// The server is killed without a goodbye while a hundred files are uploaded and read. What it accepted it must bring
/// to an end by itself. <c>DD_E2E_KILLS</c> sets how often (20), <c>DD_E2E_SEED</c> another order of things.
/// </summary>
[Trait("length", "long")]
public sealed class KillTests
{
    private const int Files = 100;
    private static readonly int Kills = Number("DD_E2E_KILLS", 20);
    private static readonly int Seed = Number("DD_E2E_SEED", 20260322);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_accepted_file_is_lost_doubled_or_half_done_when_the_server_is_killed_again_and_again()
    {
        await using var installation = await Installation.StartAsync(Lineup.Smallest, Ct);
        var files = DemoDocuments.Make(Seed, Files).DistinctBy(file => Hash(file.Pdf)).ToList();
        var (client, _) = await installation.SignInAsync("escrowOfficer", Ct);
        using var owned = client;
        var accepted = new ConcurrentDictionary<string, Guid>();

        var uploading = UploadAllAsync(client, files, accepted, Ct);
        await KillAgainAndAgainAsync(installation, Ct);
        await uploading;

        accepted.Count.ShouldBe(files.Count);
        accepted.Values.Distinct().Count().ShouldBe(files.Count);
        var limit = TimeSpan.FromMinutes(5);
        foreach (var file in files)
        {
            var document = await client.SettledAsync(accepted[Hash(file.Pdf)], Ct, limit);
            document.Status.ShouldBe("ready", $"{document.Name}: {document.StatusReason}");
            document.Version.ShouldBe(1);
            document.PageCount.ShouldBe(file.Pages);
            document.Class.ShouldNotBeNull();
            Hash(await client.GetByteArrayAsync($"api/v1/documents/{document.Id}/content", Ct)).ShouldBe(Hash(file.Pdf));
            (await client.GetStringAsync($"api/v1/documents/{document.Id}/text", Ct)).Length.ShouldBeGreaterThan(100);
        }

        var listed = await AllAsync(client, Ct);
        listed.Select(item => item.Id).ShouldBe(accepted.Values, ignoreOrder: true);
        await EachIsFoundOnceAsync(client, files.Count);
    }

    private static async Task EachIsFoundOnceAsync(HttpClient client, int count)
    {
        await Eventually.HoldsAsync(
            async () =>
            {
                var found = new List<Guid>();
                string? cursor = null;
                do
                {
                    var page = await client.GetAsync<Contracts.Search.SearchAnswer>(
                        $"api/v1/search/documents?q=&limit=100&cursor={Uri.EscapeDataString(cursor ?? "")}", Ct);
                    found.AddRange(page.Items.Select(item => item.DocumentId));
                    cursor = page.NextCursor;
                }
                while (cursor is not null);

                found.Distinct().Count().ShouldBe(found.Count);
                found.Count.ShouldBe(count);
            },
            Ct);
    }

    private static async Task KillAgainAndAgainAsync(Installation installation, CancellationToken ct)
    {
        var random = new Random(Seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(random.Next(100, 2500), ct);
            await installation.KillAsync();
            await installation.RunAsync(ct);
        }
    }

    // A client that does not get an answer sends the same again, as any client would.
    private static async Task UploadAllAsync(
        HttpClient client, IReadOnlyList<DemoDocument> files, ConcurrentDictionary<string, Guid> accepted, CancellationToken ct)
    {
        foreach (var file in files)
        {
            while (!accepted.ContainsKey(Hash(file.Pdf)))
            {
                try
                {
                    var answer = await client.UploadAsync(file.Name, file.Pdf, ct, "application/pdf");
                    accepted[Hash(file.Pdf)] = answer.Id ?? throw new InvalidOperationException($"{file.Name}: {answer.Problem}");
                }
                catch (Exception exception) when (exception is HttpRequestException or IOException
                    || (exception is OperationCanceledException && !ct.IsCancellationRequested))
                {
                    await Task.Delay(100, ct);
                }
            }
        }
    }

    private static async Task<List<DocumentItem>> AllAsync(HttpClient client, CancellationToken ct)
    {
        var all = new List<DocumentItem>();
        string? cursor = null;
        do
        {
            var page = await client.GetAsync<Page<DocumentItem>>(
                $"api/v1/documents?limit=200&cursor={Uri.EscapeDataString(cursor ?? "")}", ct);
            all.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return all;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static int Number(string variable, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : standard;
}
