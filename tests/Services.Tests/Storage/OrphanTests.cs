using System.Net;
using DigitalDocs.Contracts.Storage;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Storage.Orphans;
using DigitalDocs.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Services.Tests.Storage;

public class OrphanTests : IAsyncLifetime
{
    private KeepingApp _app = null!;
    private Person _person = null!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IBlobStore Blobs => _app.App.Services.GetRequiredService<IBlobStore>();

    /// <summary>Settings of the database; none: the embedded one.</summary>
    protected (string Name, string? Value)[] Database { get; set; } = [];

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_belongs_to_no_document_is_reported_and_then_removed()
    {
        await StartAsync();
        var key = await StrayAsync();
        await SweepAsync();
        var orphan = (await ReportAsync()).Orphans.ShouldHaveSingleItem();
        (orphan.Key, orphan.RemovedFrom).ShouldBe((key, orphan.FoundAt));
        (await Blobs.ExistsAsync(key, Ct)).ShouldBeTrue();

        await SweepAsync();
        (await Blobs.ExistsAsync(key, Ct)).ShouldBeFalse();
        (await ReportAsync()).Orphans.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_documents_have_is_left_alone_also_in_the_trash()
    {
        await StartAsync();
        var kept = await _app.UploadAsync(_person, [1, 2, 3], Ct);
        var trashed = await _app.UploadAsync(_person, [4, 5, 6], Ct);
        using var deleted = await _person.Client.DeleteAsync($"api/v1/documents/{trashed.Id}", Ct);
        await _person.Client.UploadAsync("eicar.com", Eicar(), Ct);
        await SweepAsync();
        await SweepAsync();

        (await ReportAsync()).Count.ShouldBe(0);
        (await Blobs.ListAsync($"{_person.AgencyId}/", null, 10, Ct)).Items.Count.ShouldBe(3);
        kept.Id.ShouldNotBeNull();
    }

    [Fact]
    public async Task Notice_is_kept_and_nothing_is_removed_where_that_is_switched_off()
    {
        await StartAsync(("Storage:RemoveOrphans", "false"));
        var key = await StrayAsync();
        await SweepAsync();
        await SweepAsync();

        (await Blobs.ExistsAsync(key, Ct)).ShouldBeTrue();
        (await ReportAsync()).Orphans.ShouldHaveSingleItem().RemovedFrom.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_young_or_not_a_documents_is_no_orphan()
    {
        await StartAsync(("Storage:OrphanAge", "01:00:00"));
        await StrayAsync();
        await Blobs.PutAsync($"{_person.AgencyId}/uploads/x", new MemoryStream([1]), Ct);
        await SweepAsync();

        (await ReportAsync()).Count.ShouldBe(0);
    }

    [Fact]
    public async Task Another_agency_sees_nothing_of_it_and_the_report_needs_its_permission()
    {
        await StartAsync();
        await StrayAsync();
        await SweepAsync();

        (await _app.Agent().Client.GetAsync<OrphanReportDto>("api/v1/storage/orphans", Ct)).Count.ShouldBe(0);
        using var refused = await _app.App.Person(_person.AgencyId, Contracts.Authorization.Permissions.StorageUsage)
            .Client.GetAsync("api/v1/storage/orphans", Ct);
        await refused.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden", Ct);
    }

    private async Task StartAsync(params (string, string?)[] settings)
    {
        _app = await KeepingApp.StartAsync(Ct, [("Blobs:Replica:Provider", "none"), .. Database, .. settings]);
        _person = _app.Agent();
    }

    private async Task<string> StrayAsync()
    {
        var key = BlobKey.DocumentVersion(_person.AgencyId, Guid.CreateVersion7(), 1) + "/original";
        await Blobs.PutAsync(key, new MemoryStream([1, 2, 3]), Ct);
        return key;
    }

    private Task SweepAsync() => _app.RunAsync(SweepOrphans.RunAsync, Ct);

    private Task<OrphanReportDto> ReportAsync() => _person.Client.GetAsync<OrphanReportDto>("api/v1/storage/orphans", Ct);

    // In two halves, so that no scanner takes this file for it.
    private static byte[] Eicar() => System.Text.Encoding.ASCII.GetBytes(
        @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*");
}
