namespace DigitalDocs.Platform.Blobs;

/// <summary>The stores themselves, as they keep bytes: nothing is encrypted or opened here.</summary>
internal sealed class BlobPlaces : IDisposable
{
    private readonly TimeProvider _clock;

    public BlobPlaces(BlobsOptions options, string dataFolder, TimeProvider clock)
    {
        _clock = clock;
        Primary = Open(options.Provider, options.FolderIn(dataFolder), options.S3)!;
        Replica = Open(options.Replica.Provider, options.Replica.Folder, options.Replica.S3);
    }

    public IBlobStore Primary { get; }

    /// <summary>Null when none is configured.</summary>
    public IBlobStore? Replica { get; }

    /// <summary>Removes what writers that are gone have left behind.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        foreach (var store in new[] { Primary, Replica })
        {
            switch (store)
            {
                case FolderBlobStore folder:
                    folder.Sweep();
                    break;
                case S3BlobStore s3:
                    await s3.SweepAsync(ct);
                    break;
            }
        }
    }

    public void Dispose()
    {
        (Primary as IDisposable)?.Dispose();
        (Replica as IDisposable)?.Dispose();
    }

    private IBlobStore? Open(string provider, string folder, S3Options s3) => provider switch
    {
        BlobsOptions.FolderProvider => new FolderBlobStore(folder),
        BlobsOptions.S3Provider => new S3BlobStore(s3, _clock),
        _ => null,
    };
}
