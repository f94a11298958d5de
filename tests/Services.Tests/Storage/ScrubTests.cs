using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Storage;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Services.Tests.Storage;

public class ScrubTests : IAsyncLifetime
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
    public async Task Files_that_are_whole_are_marked_as_checked()
    {
        await UploadAsync();
        var before = await OnlyFileAsync();
        await _app.ScrubAsync(Ct);

        var after = await OnlyFileAsync();
        after.CheckedAt.ShouldBeGreaterThan(before.CheckedAt);
        after.Damage.ShouldBeNull();
        (await AlarmsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_was_altered_raises_the_alarm_once()
    {
        var document = await UploadAsync();
        var stored = await File.ReadAllBytesAsync(_app.FileOf(document), Ct);
        stored[^20] ^= 1;
        await File.WriteAllBytesAsync(_app.FileOf(document), stored, Ct);

        await _app.ScrubAsync(Ct);
        await _app.ScrubAsync(Ct);

        (await OnlyFileAsync()).Damage.ShouldBe("altered");
        (await AlarmsAsync()).ShouldBe([$"version 1 altered"]);
        (await _app.UsageAsync(_agency, Ct)).Damaged.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_was_replaced_by_a_valid_other_one_raises_the_alarm()
    {
        var document = await UploadAsync();
        await _app.Blobs.PutAsync($"{document.BlobFolder}/original", new MemoryStream([1, 2, 3]), Ct);
        await _app.ScrubAsync(Ct);

        (await OnlyFileAsync()).Damage.ShouldBe("altered");
    }

    [Fact]
    public async Task A_file_that_is_missing_raises_the_alarm_until_it_is_back()
    {
        var document = await UploadAsync();
        var path = _app.FileOf(document);
        File.Move(path, path + "-away");
        await _app.ScrubAsync(Ct);
        (await OnlyFileAsync()).Damage.ShouldBe("missing");

        File.Move(path + "-away", path);
        await _app.ScrubAsync(Ct);
        (await OnlyFileAsync()).Damage.ShouldBeNull();
        (await _app.QueryAsync(_agency, db => db.Journal.Select(j => j.Action).Distinct().ToListAsync(Ct)))
            .ShouldBe(["content.damaged", "content.restored"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_file_that_was_purged_from_the_trash_is_no_alarm()
    {
        var document = await UploadAsync();
        await _app.PublishAsync(_agency, new DocumentDeleted(document.DocumentId, _agency, 5), Ct);
        await _app.UsageOfAsync(_agency, u => u.Trash.Documents == 1, Ct);
        await _app.Blobs.DeleteAsync($"{document.BlobFolder}/original", Ct);
        await _app.ScrubAsync(Ct);

        (await _app.QueryAsync(_agency, db => db.Files.CountAsync(Ct))).ShouldBe(0);
        (await AlarmsAsync()).ShouldBeEmpty();
    }

    private async Task<DocumentUploaded> UploadAsync()
    {
        var document = await _app.UploadAsync(_agency, 100_000, "deed", Ct);
        await _app.UsageOfAsync(_agency, u => u.Documents == 1, Ct);
        return document;
    }

    private Task<StoredFile> OnlyFileAsync() =>
        _app.QueryAsync(_agency, db => db.Files.AsNoTracking().SingleAsync(Ct));

    private Task<List<string?>> AlarmsAsync() => _app.QueryAsync(
        _agency, db => db.Journal.Where(j => j.Action == "content.damaged").Select(j => j.Details).ToListAsync(Ct));
}
