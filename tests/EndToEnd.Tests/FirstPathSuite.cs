using System.Net;
using System.Security.Cryptography;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Search;
using DigitalDocs.Demo;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>The path from upload to answer, the same for every layout of the installation.</summary>
public abstract class FirstPathSuite(InstallationFixture fixture) : IAsyncLifetime
{
    protected Installation Installation => fixture.Installation;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await fixture.StartAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_page_on_large_files_works_as_written()
    {
        var written = await Quickstart.RunAsync(Installation, Ct, "uploads.md");

        written.ShouldMatch(@"(?m)^going on at \d+");
        written.ShouldContain("resumed and became document ");
        written.ShouldContain("byte for byte the same");
    }

    [Fact]
    public async Task The_quickstart_works_word_for_word()
    {
        var written = await Quickstart.RunAsync(Installation, Ct);

        foreach (var file in new[] { "closing-disclosure.pdf", "deed-scan.pdf", "note-photo.jpg" })
        {
            written.ShouldMatch($@"(?m)^{file}: 202 in [\d.]+ s");
        }

        var ids = written.Split('\n').First(line => line.StartsWith("uploaded ", StringComparison.Ordinal)).Trim().Split(' ')[1..];
        ids.ShouldAllBe(id => written.Contains($"ready {id}", StringComparison.Ordinal));
        written.ShouldContain("closing-disclosure.pdf is a closingDisclosure");
        written.ShouldContain("deed-scan.pdf is a deed");
        written.ShouldContain("note-photo.jpg is a promissoryNote");
        written.ShouldMatch(@"(?m)^  loanAmount = .*655,650.* on page 1: .*655,650.* \[[\d.,e-]+\]");
        written.ShouldMatch(@"(?m)^  grantee = .*Daniel Bennett.* on page 1: .*Daniel Bennett.* \[[\d.,e-]+\]");
        written.ShouldContain($"Pest Inspection Fee: {ids[0]} page 2:");
        written.ShouldContain($"Meadowbrook Addition: {ids[1]} page 1:");
        written.ShouldContain($"cash, check or money order: {ids[2]} page 1:");
        var sums = written.Split('\n').Where(line => line.TrimEnd().EndsWith("  -", StringComparison.Ordinal)).ToList();
        sums.Count.ShouldBe(6);
        sums.Chunk(2).ShouldAllBe(pair => pair[0] == pair[1]);
        written.ShouldContain("with the link: 200");
        written.ShouldContain("after revoking: 410");
        written.ShouldContain("the other agency opens it: 404");
        written.ShouldContain("the other agency finds: 0");
    }

    [Fact]
    public async Task Fifty_parallel_refreshes_of_one_token_get_fifty_good_answers_and_one_successor()
    {
        var (client, signedIn) = await Installation.SignInAsync("agent", Ct);
        using var owned = client;

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.PostAsync<TokenAnswer>(
            "api/v1/auth/refresh", new RefreshRequest(signedIn.RefreshToken), HttpStatusCode.OK, Ct)));

        answers.Select(answer => answer.RefreshToken).Distinct().ShouldHaveSingleItem();
        answers.ShouldAllBe(answer => answer.AccessToken.Length > 100);
    }

    [Fact]
    public async Task After_a_stop_and_a_start_everything_is_still_there()
    {
        var (client, _) = await Installation.SignInAsync("escrowOfficer", Ct);
        using var owned = client;
        var file = DemoDocuments.MakeOne("deed", 4711);
        var uploaded = await client.UploadAsync(file.Name, file.Pdf, Ct, "application/pdf");
        (await client.SettledAsync(uploaded.Id!.Value, Ct)).Status.ShouldBe("ready");

        await Installation.StopAsync(Ct);
        await Installation.RunAsync(Ct);

        var (again, _) = await Installation.SignInAsync("escrowOfficer", Ct);
        using var ownedToo = again;
        var document = await again.GetAsync<DocumentDto>($"api/v1/documents/{uploaded.Id}", Ct);
        document.Class!.Code.ShouldBe("deed");
        var bytes = await again.GetByteArrayAsync($"api/v1/documents/{uploaded.Id}/content", Ct);
        Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(uploaded.Sha256);
        await Eventually.TrueAsync(
            async () => (await again.GetAsync<SearchAnswer>("api/v1/search/documents?q=juniper", Ct)).Items
                .Any(hit => hit.DocumentId == uploaded.Id),
            "the document in the index", Ct);
    }

    [Fact]
    public async Task What_an_agency_uploads_no_other_agency_sees()
    {
        var (ours, _) = await Installation.SignInAsync("escrowOfficer", Ct);
        var (theirs, _) = await Installation.SignInAsync("agencyAdmin", Ct, agency: 1);
        using var ownedOurs = ours;
        using var ownedTheirs = theirs;
        var file = DemoDocuments.MakeOne("titleCommitment", 815);
        var uploaded = await ours.UploadAsync(file.Name, file.Pdf, Ct, "application/pdf");
        await ours.SettledAsync(uploaded.Id!.Value, Ct);

        foreach (var part in new[] { "", "/content", "/text", "/words?page=1", "/pages/1.png", "/versions", "/shares", "/audit" })
        {
            using var response = await theirs.GetAsync($"api/v1/documents/{uploaded.Id}{part}", Ct);
            await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
        }

        (await theirs.GetAsync<Page<DocumentItem>>("api/v1/documents?limit=200", Ct)).Items
            .ShouldNotContain(item => item.Id == uploaded.Id);
        (await theirs.GetAsync<SearchAnswer>("api/v1/search/documents?q=commitment", Ct)).Total.ShouldBe(0);
    }
}

public sealed class OnOneProcess(OneProcess fixture) : FirstPathSuite(fixture), IClassFixture<OneProcess>;

[Trait("length", "long")]
public sealed class OnTwoOfEach(TwoOfEach fixture) : FirstPathSuite(fixture), IClassFixture<TwoOfEach>;

[Trait("length", "long")]
public sealed class OnPostgres(OneProcessOnPostgres fixture)
    : FirstPathSuite(fixture), IClassFixture<OneProcessOnPostgres>;

public sealed class OnRedisAndS3(TwoOfEachOnRedis fixture)
    : FirstPathSuite(fixture), IClassFixture<TwoOfEachOnRedis>;

[Trait("length", "long")]
public sealed class OnRabbitMqAndS3(TwoOfEachOnRabbitMq fixture)
    : FirstPathSuite(fixture), IClassFixture<TwoOfEachOnRabbitMq>;
