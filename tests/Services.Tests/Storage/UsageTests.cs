using System.Net;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Contracts.Storage;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Storage;

public class UsageTests : IAsyncLifetime
{
    private readonly Guid _agency = Guid.CreateVersion7();
    private StorageApp _app = null!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal virtual Task<StorageApp> StartAsync() => StorageApp.StartAsync(Ct);

    [Fact]
    public async Task An_agency_sees_its_own_documents_and_bytes_by_class()
    {
        await _app.UploadAsync(_agency, 1000, "deed", Ct);
        await _app.UploadAsync(_agency, 2000, "deed", Ct);
        await _app.UploadAsync(_agency, 500, null, Ct);
        var other = Guid.CreateVersion7();
        await _app.UploadAsync(other, 9000, "deed", Ct);

        var usage = await _app.UsageOfAsync(_agency, u => u.Documents == 3, Ct);
        usage.Bytes.ShouldBe(3500);
        usage.Versions.ShouldBe(3);
        usage.Classes.ShouldBe([new ClassUsageDto("deed", 2, 2, 3000), new ClassUsageDto(null, 1, 1, 500)]);
        usage.Trash.ShouldBe(new TrashUsageDto(0, 0, 0));
        (await _app.UsageOfAsync(other, u => u.Documents == 1, Ct)).Bytes.ShouldBe(9000);
    }

    [Fact]
    public async Task An_agency_without_documents_uses_nothing()
    {
        var usage = await _app.UsageAsync(_agency, Ct);
        usage.Bytes.ShouldBe(0);
        usage.Classes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_further_version_counts_and_the_document_stays_one()
    {
        var first = await _app.UploadAsync(_agency, 1000, "deed", Ct);
        await _app.PublishAsync(
            _agency,
            new DocumentVersionAdded(
                first.DocumentId, _agency, 2, "b.pdf", "application/pdf", 300, first.Sha256, "x",
                StorageApp.State(first.DocumentId, _agency, 2, "deed")),
            Ct);

        var usage = await _app.UsageOfAsync(_agency, u => u.Versions == 2, Ct);
        usage.Classes.ShouldBe([new ClassUsageDto("deed", 1, 2, 1300)]);
    }

    [Fact]
    public async Task A_deleted_document_moves_to_the_trash_and_back()
    {
        var document = await _app.UploadAsync(_agency, 1000, "deed", Ct);
        await _app.PublishAsync(_agency, new DocumentDeleted(document.DocumentId, _agency, 5), Ct);
        var usage = await _app.UsageOfAsync(_agency, u => u.Trash.Documents == 1, Ct);
        usage.Bytes.ShouldBe(0);
        usage.Trash.ShouldBe(new TrashUsageDto(1, 1, 1000));

        await ChangeAsync(document.DocumentId, 6, "lease");
        (await _app.UsageOfAsync(_agency, u => u.Documents == 1, Ct)).Classes
            .ShouldBe([new ClassUsageDto("lease", 1, 1, 1000)]);
    }

    [Fact]
    public async Task News_that_arrive_late_change_nothing()
    {
        var document = await _app.UploadAsync(_agency, 1000, null, Ct);
        await ChangeAsync(document.DocumentId, 9, "lease");
        await _app.UsageOfAsync(_agency, u => u.Classes.Any(c => c.Class == "lease"), Ct);
        await ChangeAsync(document.DocumentId, 3, "deed");
        await _app.PublishAsync(_agency, new DocumentDeleted(document.DocumentId, _agency, 8), Ct);
        await _app.UploadAsync(_agency, 1, "note", Ct);

        var usage = await _app.UsageOfAsync(_agency, u => u.Documents == 2, Ct);
        usage.Classes.Select(c => c.Class).ShouldBe(["lease", "note"]);
    }

    [Fact]
    public async Task Usage_needs_its_permission()
    {
        using var response = await _app.WithoutPermission().GetAsync("api/v1/storage/usage", Ct);
        await response.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden", Ct);
    }

    private Task<int> ChangeAsync(Guid id, long revision, string classCode) => _app.PublishAsync(
        _agency, new DocumentMetadataChanged(id, _agency, StorageApp.State(id, _agency, revision, classCode)), Ct);
}
