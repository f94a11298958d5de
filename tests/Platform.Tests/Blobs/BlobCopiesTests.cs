using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Blobs;

/// <summary>Two stores with copies of one another.</summary>
public sealed class BlobCopiesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly BlobPlaces _places;
    private readonly BlobCopies _copies;
    private readonly ReplicatedBlobStore _store;
    private readonly string _key = $"{Guid.CreateVersion7()}/documents/{Guid.CreateVersion7()}/v1/original";

    public BlobCopiesTests()
    {
        var options = new BlobsOptions { Replica = { Provider = BlobsOptions.FolderProvider, Folder = _folder.File("second") } };
        var keys = new AgencyKeys(_folder.File("keys"), new FileKeyVault(_folder.File("keys"), TimeProvider.System), TimeProvider.System);
        _places = new BlobPlaces(options, _folder.File("data"), TimeProvider.System);
        _copies = new BlobCopies(_places, keys);
        _store = new ReplicatedBlobStore(new EncryptingBlobStore(_places.Primary, keys), _places, _copies);
    }

    private string First => Path.Combine(_folder.File("data/blobs"), _key);

    private string Second => Path.Combine(_folder.File("second"), _key);

    public void Dispose()
    {
        _places.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_copy_is_the_same_bytes_as_stored()
    {
        await PutAsync(300_000);
        File.ReadAllBytes(Second).ShouldBe(File.ReadAllBytes(First));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(200)]
    [InlineData(150_000)]
    [InlineData(299_000)]
    public async Task What_is_damaged_in_the_first_store_is_read_from_the_second(int at)
    {
        var content = await PutAsync(300_000);
        Damage(First, at);

        (await _store.ReadAllAsync(_key)).ShouldBe(content);
        _copies.TakeSuspects().ShouldBe([_key]);
        _copies.TakeSuspects().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_missing_in_the_first_store_is_read_from_the_second()
    {
        var content = await PutAsync(1000);
        File.Delete(First);

        (await _store.ReadAllAsync(_key)).ShouldBe(content);
    }

    [Fact]
    public async Task Damage_in_both_is_damage()
    {
        await PutAsync(300_000);
        Damage(First, 150_000);
        Damage(Second, 150_000);

        await Should.ThrowAsync<BlobCorruptException>(() => _store.ReadAllAsync(_key));
    }

    [Fact]
    public async Task A_second_copy_of_another_length_is_not_mixed_in()
    {
        await PutAsync(300_000);
        await _store.PutAsync(_key, Bytes.Random(400_000));
        Damage(First, 350_000);

        await Should.ThrowAsync<BlobCorruptException>(() => _store.ReadAllAsync(_key));
    }

    [Fact]
    public async Task What_is_damaged_is_never_copied_over_what_is_whole()
    {
        await PutAsync(300_000);
        var whole = File.ReadAllBytes(Second);
        Damage(First, 150_000);

        await Should.ThrowAsync<BlobCorruptException>(() => _copies.CopyAsync(BlobCopy.Primary, _key, default));
        File.ReadAllBytes(Second).ShouldBe(whole);
        await _copies.CopyAsync(BlobCopy.Replica, _key, default);
        File.ReadAllBytes(First).ShouldBe(whole);
    }

    [Fact]
    public async Task Deleting_removes_both()
    {
        await PutAsync(10);
        await _store.DeleteAsync(_key, default);

        File.Exists(First).ShouldBeFalse();
        File.Exists(Second).ShouldBeFalse();
        (await _store.OpenReadAsync(_key, default)).ShouldBeNull();
    }

    private async Task<byte[]> PutAsync(int length)
    {
        var content = Bytes.Random(length);
        await _store.PutAsync(_key, content);
        await _copies.CopyAsync(BlobCopy.Primary, _key, default);
        return content;
    }

    private static void Damage(string path, int at)
    {
        var stored = File.ReadAllBytes(path);
        stored[at] ^= 1;
        File.WriteAllBytes(path, stored);
    }
}
