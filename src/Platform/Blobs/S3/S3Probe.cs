using DigitalDocs.Platform.Health;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// Whether the bucket that holds the files can be used. Without it nothing can be uploaded or read; the rest goes on, so
/// a process that serves no files stays ready.
/// </summary>
internal sealed class S3Probe(IOptions<BlobsOptions> options, TimeProvider clock, FilesAreServed? files = null)
    : IEngineProbe, IDisposable
{
    private readonly Lazy<S3Bucket> _bucket = new(() => new S3Bucket(options.Value.S3, clock));

    public string Name => "S3";

    public EngineNeed Need => files is null ? EngineNeed.ToHelp : EngineNeed.ToServe;

    public Task<string?> WhatIsWrongAsync(CancellationToken ct) => _bucket.Value.WhatIsWrongAsync("Blobs:S3", ct);

    public void Dispose()
    {
        if (_bucket.IsValueCreated)
        {
            _bucket.Value.Dispose();
        }
    }
}

/// <summary>Whether the bucket of the second copies can be used; without it they are made later.</summary>
internal sealed class S3ReplicaProbe(IOptions<BlobsOptions> options, TimeProvider clock) : IEngineProbe, IDisposable
{
    private readonly Lazy<S3Bucket> _bucket = new(() => new S3Bucket(options.Value.Replica.S3, clock));

    public string Name => "S3 replica";

    public EngineNeed Need => EngineNeed.ToHelp;

    public Task<string?> WhatIsWrongAsync(CancellationToken ct) => _bucket.Value.WhatIsWrongAsync("Blobs:Replica:S3", ct);

    public void Dispose()
    {
        if (_bucket.IsValueCreated)
        {
            _bucket.Value.Dispose();
        }
    }
}
