using DigitalDocs.Platform.Blobs;

namespace DigitalDocs.Platform.Tests.Blobs;

/// <summary>
/// What somebody does to the bytes of any store behind the encryption is found, and never served. The whole range of
/// damages is tried by <see cref="SegmentFormatTests"/>; this holds every store to the kinds of it.
/// </summary>
public abstract class StoredDamageContract
{
    private const int Segment = SegmentFormat.StoredSegmentSize;

    private readonly string _agency = Guid.CreateVersion7().ToString();

    /// <summary>As the product uses it.</summary>
    protected abstract IBlobStore Store { get; }

    /// <summary>The bytes behind it.</summary>
    protected abstract IBlobStore Raw { get; }

    private string One => $"{_agency}/documents/one";

    private string Two => $"{_agency}/documents/two";

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(SegmentFormat.HeaderSize + 5)]
    [InlineData(SegmentFormat.HeaderSize + Segment + 5)]
    [InlineData(-1)]
    public async Task A_flipped_bit_is_found(int at)
    {
        var stored = await StoreAsync(One, 400_000);
        stored[at < 0 ? ^1 : at] ^= 4;
        await Raw.PutAsync(One, stored);

        await Should.ThrowAsync<BlobCorruptException>(() => Store.ReadAllAsync(One));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(SegmentFormat.HeaderSize + Segment)]
    [InlineData(SegmentFormat.HeaderSize + (2 * Segment) - 1)]
    public async Task A_truncation_is_found_on_opening(int length)
    {
        var stored = await StoreAsync(One, 400_000);
        await Raw.PutAsync(One, stored[..length]);

        await Should.ThrowAsync<BlobCorruptException>(() => Store.OpenReadAsync(One, default));
    }

    [Fact]
    public async Task Appended_bytes_are_found_on_opening()
    {
        var stored = await StoreAsync(One, 400_000);
        await Raw.PutAsync(One, [.. stored, .. stored[^Segment..]]);

        await Should.ThrowAsync<BlobCorruptException>(() => Store.OpenReadAsync(One, default));
    }

    [Fact]
    public async Task Swapped_objects_are_found_on_opening()
    {
        var (one, two) = (await StoreAsync(One, 1000), await StoreAsync(Two, 1000));
        await Raw.PutAsync(One, two);
        await Raw.PutAsync(Two, one);

        await Should.ThrowAsync<BlobCorruptException>(() => Store.OpenReadAsync(One, default));
        await Should.ThrowAsync<BlobCorruptException>(() => Store.OpenReadAsync(Two, default));
    }

    [Fact]
    public async Task Swapped_segments_are_found()
    {
        var stored = await StoreAsync(One, 400_000);
        var (first, second) = (SegmentFormat.HeaderSize, SegmentFormat.HeaderSize + Segment);
        byte[] swapped =
        [
            .. stored[..first], .. stored[second..(second + Segment)], .. stored[first..second], .. stored[(second + Segment)..],
        ];
        await Raw.PutAsync(One, swapped);

        await Should.ThrowAsync<BlobCorruptException>(() => Store.ReadAllAsync(One));
    }

    [Fact]
    public async Task A_damaged_object_is_listed_and_can_be_replaced_and_removed()
    {
        await StoreAsync(One, 1000);
        await Raw.PutAsync(One, [1, 2, 3]);
        (await Store.ListAsync(_agency, null, 10, default)).Items.ShouldHaveSingleItem().Length.ShouldBe(0);

        await Store.PutAsync(One, [7]);
        (await Store.ReadAllAsync(One)).ShouldBe([7]);
        await Store.DeleteAsync(One, default);
        (await Store.OpenReadAsync(One, default)).ShouldBeNull();
    }

    private async Task<byte[]> StoreAsync(string key, int length)
    {
        await Store.PutAsync(key, Bytes.Random(length, seed: key.Length + length));
        return await Raw.ReadAllAsync(key);
    }
}

public sealed class FolderDamageTests : StoredDamageContract, IDisposable
{
    private readonly EncryptedFolder _encrypted = new();

    protected override IBlobStore Store => _encrypted.Store;

    protected override IBlobStore Raw => _encrypted.Inner;

    public void Dispose() => _encrypted.Dispose();
}

public sealed class S3DamageTests : StoredDamageContract, IAsyncLifetime
{
    private readonly EncryptedFolder _keys = new();
    private S3Place? _place;

    protected override IBlobStore Store => new EncryptingBlobStore(_place!.Store, _keys.Keys);

    protected override IBlobStore Raw => _place!.Store;

    public async ValueTask InitializeAsync() => _place = await S3Place.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        _keys.Dispose();
        if (_place is not null)
        {
            await _place.DisposeAsync();
        }
    }
}
