using System.Net;
using DigitalDocs.Contracts.Storage;
using DigitalDocs.Documents;
using DigitalDocs.Storage.Replication;
using DigitalDocs.Storage.Scrubbing;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Services.Tests.Storage;

public class ReplicationTests : IAsyncLifetime
{
    private readonly byte[] _content = [.. Enumerable.Range(0, 200_000).Select(n => (byte)(n * 7))];
    private KeepingApp _app = null!;
    private Person _person = null!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Settings of the database; none: the embedded one.</summary>
    protected (string Name, string? Value)[] Database { get; set; } = [];

    public virtual async ValueTask InitializeAsync()
    {
        _app = await KeepingApp.StartAsync(Ct, Database);
        _person = _app.Agent();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_uploaded_is_soon_in_both_stores_byte_for_byte()
    {
        var (first, second) = await CopiedAsync();

        (await File.ReadAllBytesAsync(second, Ct)).ShouldBe(await File.ReadAllBytesAsync(first, Ct));
        var status = await StatusAsync();
        (status.Configured, status.Files, status.Copied, status.Waiting).ShouldBe((true, 1, 1, 0));
    }

    [Fact]
    public async Task A_damaged_file_is_served_from_the_second_store_and_repaired()
    {
        var (first, second) = await CopiedAsync();
        var whole = await File.ReadAllBytesAsync(first, Ct);
        await DamageAsync(first);

        (await _person.Client.GetByteArrayAsync($"api/v1/documents/{Document}/content", Ct)).ShouldBe(_content);
        await _app.RunAsync(ScrubContent.RunAsync, Ct);

        (await File.ReadAllBytesAsync(first, Ct)).ShouldBe(whole);
        (await File.ReadAllBytesAsync(second, Ct)).ShouldBe(whole);
        (await _app.JournalAsync(_person.AgencyId, Ct)).ShouldContain("content.repaired");
        (await ScrubAsync()).Damaged.ShouldBe(0);
    }

    [Fact]
    public async Task A_lost_file_is_repaired_and_so_is_a_damaged_second_copy()
    {
        var (first, second) = await CopiedAsync();
        File.Delete(first);
        await _app.RunAsync(ScrubContent.RunAsync, Ct);
        File.Exists(first).ShouldBeTrue();

        await DamageAsync(second);
        await _app.RunAsync(ScrubContent.RunAsync, Ct);
        (await File.ReadAllBytesAsync(second, Ct)).ShouldBe(await File.ReadAllBytesAsync(first, Ct));
    }

    [Fact]
    public async Task Damage_in_both_stores_is_told_and_answered_with_502()
    {
        var (first, second) = await CopiedAsync();
        await DamageAsync(first);
        await DamageAsync(second);
        await _app.RunAsync(ScrubContent.RunAsync, Ct);

        var scrub = await ScrubAsync();
        scrub.DamagedFiles.ShouldHaveSingleItem().Damage.ShouldBe("altered");
        using var answer = await _person.Client.GetAsync($"api/v1/documents/{Document}/content", Ct);
        await answer.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "content_corrupt", Ct);
        await Eventually.TrueAsync(
            async () => (await _person.Client.GetAsync<Contracts.Documents.DocumentDto>($"api/v1/documents/{Document}", Ct)).Status == "attention",
            "the document to ask for attention", Ct);
    }

    [Fact]
    public async Task Comparing_copies_what_is_missing_and_removes_what_nobody_wants()
    {
        var (_, second) = await CopiedAsync();
        File.Delete(second);
        var stray = _app.FileOf(_person.AgencyId, Guid.CreateVersion7(), _app.Second);
        Directory.CreateDirectory(Path.GetDirectoryName(stray)!);
        await File.WriteAllBytesAsync(stray, [1, 2, 3], Ct);

        await _app.RunAsync(CompareCopies.RunAsync, Ct);

        File.Exists(second).ShouldBeTrue();
        File.Exists(stray).ShouldBeFalse();
        (await StatusAsync()).ComparedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Comparing_puts_back_what_the_first_store_has_lost_of_a_document_and_not_of_one_that_is_gone()
    {
        var (first, second) = await CopiedAsync();
        File.Delete(first);
        await _app.RunAsync(CompareCopies.RunAsync, Ct);
        (await File.ReadAllBytesAsync(first, Ct)).ShouldBe(await File.ReadAllBytesAsync(second, Ct));

        // Purged while the second store was away: our own row is still there.
        File.Delete(first);
        await _app.App.UseAsync<DocumentsDb, int>(
            _person.AgencyId, db => db.Documents.Where(document => document.Id == Document).ExecuteDeleteAsync(Ct));
        await _app.RunAsync(CompareCopies.RunAsync, Ct);
        File.Exists(first).ShouldBeFalse();
        File.Exists(second).ShouldBeFalse();
    }

    [Fact]
    public async Task An_ordered_scrub_reads_every_file_again()
    {
        await CopiedAsync();
        using var answer = await _person.Client.PostAsync("api/v1/storage/scrub", null, Ct);
        (await answer.ReadAsync<ScrubStartedDto>(HttpStatusCode.Accepted, Ct)).Files.ShouldBe(1);
        (await ScrubAsync()).Due.ShouldBe(1);
    }

    private Guid Document { get; set; }

    private async Task<(string First, string Second)> CopiedAsync()
    {
        Document = (await _app.UploadAsync(_person, _content, Ct)).Id!.Value;
        await Eventually.TrueAsync(
            async () =>
            {
                await _app.RunAsync(ReplicateFiles.RunAsync, Ct);
                return (await StatusAsync()) is { Copied: 1, Waiting: 0 };
            },
            "the second copy", Ct);
        return (_app.FileOf(_person.AgencyId, Document, _app.First), _app.FileOf(_person.AgencyId, Document, _app.Second));
    }

    private Task<ReplicationStatusDto> StatusAsync() => _person.Client.GetAsync<ReplicationStatusDto>("api/v1/storage/replication", Ct);

    private Task<ScrubStatusDto> ScrubAsync() => _person.Client.GetAsync<ScrubStatusDto>("api/v1/storage/scrub", Ct);

    private static async Task DamageAsync(string path)
    {
        var stored = await File.ReadAllBytesAsync(path, Ct);
        stored[^100] ^= 1;
        await File.WriteAllBytesAsync(path, stored, Ct);
    }
}
