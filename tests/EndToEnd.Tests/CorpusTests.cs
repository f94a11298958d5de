using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>
/// Real and hostile files go through the product: each is read, or refused with a reason, and no file takes the server
/// down. A seeded sample by default; <c>DD_E2E_CORPUS=all</c> takes every file.
/// </summary>
[Trait("length", "long")]
public sealed class CorpusTests
{
    private const int Sample = 40;
    private const long MostMemory = 1_500_000_000;

    private static readonly int Seed =
        int.TryParse(Environment.GetEnvironmentVariable("DD_E2E_SEED"), out var seed) ? seed : 1;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("documents")]
    [InlineData("hostile")]
    public async Task Every_file_ends_well_or_is_refused_with_a_reason(string set)
    {
        var files = Choose(SharedData.Require(set));
        await using var installation = await Installation.StartAsync(Lineup.Smallest, Ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var watching = WatchMemoryAsync(installation.Processes[0].Id, stop.Token);
        var (first, _) = await installation.SignInAsync("escrowOfficer", Ct);
        using var owned = first;

        var accepted = new List<(string File, Guid Id)>();
        foreach (var file in files)
        {
            if (await SendAsync(first, file) is { } id)
            {
                accepted.Add((file, id));
            }
        }

        await SettleAsync(installation, accepted);

        await stop.CancelAsync();
        var peak = await watching;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{set}: {files.Count} files, {accepted.Count} accepted, peak memory {peak / 1_000_000} MB");
        installation.Processes.ShouldAllBe(process => !process.HasExited);
        peak.ShouldBeLessThan(MostMemory);
    }

    private static List<string> Choose(string folder)
    {
        var all = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        if (Environment.GetEnvironmentVariable("DD_E2E_CORPUS") == "all")
        {
            return [.. all];
        }

        new Random(Seed).Shuffle(all);
        return [.. all.Take(Sample)];
    }

    /// <returns>The document's id; null when the file was refused with a reason.</returns>
    private static async Task<Guid?> SendAsync(HttpClient client, string file)
    {
        await using var stream = File.OpenRead(file);
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await client.PostAsync(
            $"api/v1/documents/upload?onDuplicate=keep&name={Uri.EscapeDataString(Path.GetFileName(file))}", content, Ct);
        if (response.StatusCode == HttpStatusCode.Accepted)
        {
            return (await response.ReadAsync<UploadAnswer>(HttpStatusCode.Accepted, Ct)).Documents[0].Id;
        }

        var body = await response.Content.ReadAsStringAsync(Ct);
        ((int)response.StatusCode).ShouldBeInRange(400, 422, $"{file}: {body}");
        using var problem = JsonDocument.Parse(body);
        problem.RootElement.GetProperty("code").GetString().ShouldNotBeNullOrEmpty(file);
        problem.RootElement.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty(file);
        return null;
    }

    private static async Task SettleAsync(Installation installation, List<(string File, Guid Id)> accepted)
    {
        var wrongPlaces = new List<string>();
        foreach (var chunk in accepted.Chunk(50))
        {
            // A whole run takes longer than an access token lives.
            var (client, _) = await installation.SignInAsync("escrowOfficer", Ct);
            using var owned = client;
            foreach (var (file, id) in chunk)
            {
                var document = await client.SettledAsync(id, Ct, TimeSpan.FromMinutes(10));
                if (document.Status != "ready")
                {
                    document.StatusReason.ShouldNotBeNullOrEmpty($"{file} is {document.Status} without a reason");
                }

                wrongPlaces.AddRange(await EvidencePlaces.FindWrongAsync(client, document, Ct));
                if (document.Status != "quarantined")
                {
                    var bytes = await client.GetByteArrayAsync($"api/v1/documents/{id}/content", Ct);
                    Hash(bytes).ShouldBe(Hash(await File.ReadAllBytesAsync(file, Ct)), file);
                }
            }
        }

        wrongPlaces.ShouldBeEmpty();
    }

    private static async Task<long> WatchMemoryAsync(int process, CancellationToken stop)
    {
        var peak = 0L;
        while (!stop.IsCancellationRequested)
        {
            peak = Math.Max(peak, ProcessTree.ResidentBytes(process));
            await Task.Delay(200, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        return peak;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
