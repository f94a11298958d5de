using System.Text;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Crypto;

namespace DigitalDocs.Platform.Tests.Blobs;

public sealed class EncryptingBlobStoreTests : BlobStoreContract, IDisposable
{
    private readonly EncryptedFolder _encrypted = new();

    protected override IBlobStore Store => _encrypted.Store;

    public void Dispose() => _encrypted.Dispose();

    [Fact]
    public async Task Nothing_is_on_the_disk_in_the_clear()
    {
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("SSN 078-05-1120 ", 10_000)));
        await Store.PutAsync(Key("a"), content);
        await Store.PutJsonAsync(Key("b"), new { ssn = "078-05-1120" }, default);

        foreach (var file in Directory.EnumerateFiles(_encrypted.Folder, "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            Encoding.Latin1.GetString(File.ReadAllBytes(file)).ShouldNotContain("078-05-1120");
        }
    }

    [Fact]
    public async Task Equal_content_is_stored_differently()
    {
        await Store.PutAsync(Key("a"), [1, 2, 3]);
        await Store.PutAsync(Key("b"), [1, 2, 3]);

        var a = _encrypted.Stored(Key("a"));
        var b = _encrypted.Stored(Key("b"));
        a[36..].ShouldNotBe(b[36..]);
        a[^19..].ShouldNotBe(b[^19..]);
    }

    [Fact]
    public async Task A_key_without_an_agency_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(() => Store.PutAsync("documents/a", [1]));

    [Fact]
    public async Task Objects_open_after_both_kinds_of_key_were_rotated_and_no_blob_was_touched()
    {
        var content = Bytes.Random(100_000);
        await Store.PutAsync(Key("a"), content);
        var stored = _encrypted.Stored(Key("a"));

        _encrypted.Vault.Rotate();
        _encrypted.Keys.RewrapAll().ShouldBe(1);
        _encrypted.Keys.Rotate(BlobKey.Agency(Key("a")));

        _encrypted.Stored(Key("a")).ShouldBe(stored);
        (await _encrypted.Reopen().ReadAllAsync(Key("a"))).ShouldBe(content);
    }

    [Fact]
    public async Task An_object_whose_agency_has_lost_its_keys_is_reported_as_damaged()
    {
        await Store.PutAsync(Key("a"), [1]);
        Directory.Delete(Path.Combine(_encrypted.KeyFolder, "agencies"), recursive: true);

        await Should.ThrowAsync<BlobCorruptException>(() => _encrypted.Reopen().ReadAllAsync(Key("a")));
    }

    [Fact]
    public async Task Two_processes_that_start_at_once_agree_on_the_keys()
    {
        var folder = _encrypted.KeyFolder + "-shared";
        var agency = Guid.CreateVersion7();
        var seen = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
        {
            var keys = new AgencyKeys(folder, new FileKeyVault(folder, TimeProvider.System), TimeProvider.System);
            return Convert.ToHexString(keys.Active(agency).Derive("x"));
        })));

        seen.Distinct().Count().ShouldBe(1);
    }
}
