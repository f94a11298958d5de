using DigitalDocs.Platform.Blobs;

namespace DigitalDocs.Platform.Tests.Blobs;

/// <summary>The bare store in a part of a bucket.</summary>
public sealed class S3BlobStoreTests : BlobStoreContract, IAsyncLifetime
{
    private S3Place _place = null!;

    protected override IBlobStore Store => _place.Store;

    public async ValueTask InitializeAsync() => _place = await S3Place.CreateAsync(options => options.Prefix = "shared/part/");

    public ValueTask DisposeAsync() => _place.DisposeAsync();
}

/// <summary>As the product uses it: encrypted.</summary>
public sealed class EncryptedS3BlobStoreTests : BlobStoreContract, IAsyncLifetime
{
    private readonly EncryptedFolder _keys = new();
    private S3Place _place = null!;
    private EncryptingBlobStore _store = null!;

    protected override IBlobStore Store => _store;

    public async ValueTask InitializeAsync()
    {
        _place = await S3Place.CreateAsync();
        _store = new EncryptingBlobStore(_place.Store, _keys.Keys);
    }

    public async ValueTask DisposeAsync()
    {
        _keys.Dispose();
        if (_place is not null)
        {
            await _place.DisposeAsync();
        }
    }
}
