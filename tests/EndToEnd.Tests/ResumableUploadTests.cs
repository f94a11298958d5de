using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using DigitalDocs.Contracts.Storage;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>
/// A large file while the line is cut ten times and the server is killed twice. <c>DD_E2E_UPLOAD_MB</c> sets its size
/// (256), <c>DD_E2E_SEED</c> other places of the interruptions.
/// </summary>
[Trait("length", "long")]
public sealed class ResumableUploadTests
{
    private const int Cuts = 10;
    private const int Kills = 2;
    private const long MostResident = 400L << 20;
    private static readonly long Size = Number("DD_E2E_UPLOAD_MB", 256) << 20;
    private static readonly int Seed = (int)Number("DD_E2E_SEED", 20260322);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Layout.OneProcess, Stores.Embedded)]
    [InlineData(Layout.FourProcesses, Stores.RedisAndS3)]
    public async Task A_large_file_arrives_whole_through_cut_lines_and_killed_servers_in_bounded_memory(Layout layout, Stores stores)
    {
        await using var installation = await Installation.StartAsync(new Lineup(layout, stores), Ct);
        await using var memory = MemoryWatch.Start(installation);
        var begun = TimeProvider.System.GetTimestamp();
        var upload = await CreateAsync(installation);

        await SendThroughTroubleAsync(installation, memory, upload);
        var sent = TimeProvider.System.GetElapsedTime(begun);

        using var client = (await installation.SignInAsync("escrowOfficer", Ct)).Client;
        var told = await Eventually.ValueAsync(
            () => client.GetAsync<UploadDto>(upload, Ct), u => u.Status is "done" or "refused", "the document", Ct, Limit);
        var made = TimeProvider.System.GetElapsedTime(begun);
        told.Problem.ShouldBeNull();
        var expected = await HashAsync(new GeneratedFile(Seed, Size));
        told.Sha256.ShouldBe(expected);
        using var later = await PatientAsync(installation);
        await using var content = await later.GetStreamAsync($"api/v1/documents/{told.DocumentId}/content", Ct);
        (await HashAsync(content)).ShouldBe(expected);

        memory.Peak.ShouldBeLessThan(MostResident);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Size >> 20} MB, {layout} on {stores}: sent in {sent.TotalSeconds:0} s, a document after {made.TotalSeconds:0} s, "
            + $"peak resident memory of a server {memory.Peak >> 20} MB");
    }

    private static async Task<string> CreateAsync(Installation installation)
    {
        using var client = (await installation.SignInAsync("escrowOfficer", Ct)).Client;
        return await new TusClient(client).CreateAsync(Size, Ct, ("filename", "closing package.bin"));
    }

    private static async Task SendThroughTroubleAsync(Installation installation, MemoryWatch memory, string upload)
    {
        var random = new Random(Seed);
        var troubles = Enumerable.Range(0, Cuts + Kills)
            .Select(i => (At: (long)(Size * (i + 0.2 + (0.6 * random.NextDouble())) / (Cuts + Kills + 1)), Kill: i is 3 or 8));
        var known = 0L;
        foreach (var (at, kill) in troubles)
        {
            await using var file = new GeneratedFile(Seed, Size) { Position = known };
            using var chunk = new InterruptedContent(
                file, Size - known, at - known, () => kill ? installation.KillAsync() : Task.CompletedTask);
            using (var client = await PatientAsync(installation))
            {
                await Should.ThrowAsync<HttpRequestException>(() => new TusClient(client).PatchAsync(upload, known, chunk, Ct));
            }

            if (kill)
            {
                await installation.RunAsync(Ct);
                memory.Follow(installation);
            }

            using var again = (await installation.SignInAsync("escrowOfficer", Ct)).Client;
            var kept = await new TusClient(again).OffsetAsync(upload, Ct);
            kept.ShouldBeInRange(known, at);
            known = kept;
        }

        await FinishAsync(installation, upload);
    }

    // A cut request may still be on its way in when the next begins: then the server says where it stands, and on it goes.
    private static Task FinishAsync(Installation installation, string upload) => Eventually.HoldsAsync(
        async () =>
        {
            using var client = await PatientAsync(installation);
            var tus = new TusClient(client);
            var offset = await tus.OffsetAsync(upload, Ct);
            await using var file = new GeneratedFile(Seed, Size) { Position = offset };
            using var rest = new StreamContent(file, 1 << 20);
            rest.Headers.ContentLength = Size - offset;
            using var answer = await tus.PatchAsync(upload, offset, rest, Ct);
            answer.IsSuccessStatusCode.ShouldBeTrue($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Ct)}");
        },
        Ct,
        Limit);

    /// <summary>Signed in, with time for gigabytes.</summary>
    private static async Task<HttpClient> PatientAsync(Installation installation)
    {
        var (client, answer) = await installation.SignInAsync("escrowOfficer", Ct);
        client.Dispose();
        var patient = new HttpClient { BaseAddress = installation.Address, Timeout = Limit };
        patient.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.AccessToken);
        return patient;
    }

    private static async Task<string> HashAsync(Stream content)
    {
        await using (content)
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, Ct));
        }
    }

    private static long Number(string variable, long standard) =>
        long.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : standard;
}
