using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Data;
using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Blobs;

public abstract class BlobMigrationContract : IDisposable
{
    private readonly EncryptedFolder _from = new();
    private readonly TempFolder _folder = new();

    protected TempFolder Folder => _folder;

    protected abstract IBlobStore To { get; }

    public void Dispose()
    {
        _from.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_object_arrives_as_it_is_stored()
    {
        var keys = await FillAsync(25);
        var report = await RunAsync(To, default);

        report.ShouldBe(new BlobMigrationReport(25, (await ListAsync(_from.Inner)).Sum(i => i.Length), 0));
        foreach (var key in keys)
        {
            (await To.ReadAllAsync(key)).ShouldBe(_from.Stored(key));
        }

        var there = new EncryptingBlobStore(To, _from.Keys);
        (await there.ReadAllAsync(keys[7])).ShouldBe(await _from.Store.ReadAllAsync(keys[7]));
    }

    [Fact]
    public async Task It_goes_on_where_it_was_broken_off()
    {
        await FillAsync(450);
        using var broken = new CancellationTokenSource();
        var told = new List<long>();
        await Should.ThrowAsync<OperationCanceledException>(() => BlobMigration.Between(_from.Inner, To, Notes).RunAsync(
            done =>
            {
                told.Add(done.Objects);
                broken.Cancel();
            },
            broken.Token));
        told.ShouldBe([200]);

        var again = new List<long>();
        var report = await BlobMigration.Between(_from.Inner, To, Notes).RunAsync(done => again.Add(done.Objects), default);

        again.ShouldBe([400, 450]);
        (report.Objects, report.Differences).ShouldBe((450, 0));
        File.Exists(Notes).ShouldBeFalse();
        (await ListAsync(To)).Count.ShouldBe(450);
    }

    [Fact]
    public async Task What_was_stored_behind_its_back_is_noticed()
    {
        await FillAsync(3);
        var report = await BlobMigration.Between(_from.Inner, To, Notes).RunAsync(
            _ => _from.Store.PutAsync($"{Guid.Empty}/late", Bytes.Random(5)).GetAwaiter().GetResult(), default);

        report.Differences.ShouldBe(1);
    }

    private string Notes => _folder.File("notes.json");

    private Task<BlobMigrationReport> RunAsync(IBlobStore to, CancellationToken ct) =>
        BlobMigration.Between(_from.Inner, to, Notes).RunAsync(_ => { }, ct);

    private async Task<List<string>> FillAsync(int count)
    {
        var keys = Enumerable.Range(0, count).Select(n => $"{Guid.CreateVersion7()}/documents/{n}/v1/original").ToList();
        await Parallel.ForEachAsync(keys, async (key, _) => await _from.Store.PutAsync(key, Bytes.Random(key.Length * 3)));
        return keys;
    }

    private static async Task<List<BlobItem>> ListAsync(IBlobStore store) =>
        [.. (await store.ListAsync("", null, 10_000, default)).Items];
}

public sealed class MigrationToAFolderTests : BlobMigrationContract
{
    private FolderBlobStore? _to;

    protected override IBlobStore To => _to ??= new FolderBlobStore(Folder.File("to"));
}

public sealed class MigrationToS3Tests : BlobMigrationContract, IAsyncLifetime
{
    private S3Place? _place;

    protected override IBlobStore To => _place!.Store;

    public async ValueTask InitializeAsync() => _place = await S3Place.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        if (_place is not null)
        {
            await _place.DisposeAsync();
        }
    }
}

public sealed class RunningMarkTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Servers_run_beside_each_other_and_work_alone_does_not()
    {
        var one = RunningMark.Hold(_folder.Path).ShouldNotBeNull();
        using var two = RunningMark.Hold(_folder.Path).ShouldNotBeNull();
        RunningMark.TakeAlone(_folder.Path).ShouldBeNull();
        one.Dispose();
        RunningMark.TakeAlone(_folder.Path).ShouldBeNull();
        two.Dispose();
        using (RunningMark.TakeAlone(_folder.Path).ShouldNotBeNull())
        {
            RunningMark.Hold(_folder.Path).ShouldBeNull();
        }
    }
}
