using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Health;
using DigitalDocs.Platform.Leases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Blobs;

public static class BlobStoreRegistration
{
    /// <summary>
    /// One <see cref="IBlobStore"/> that encrypts, over the store that <c>Blobs:Provider</c> names, for a service that
    /// keeps files in it: its process is not ready without the store. May be called several times.
    /// </summary>
    public static IHostApplicationBuilder AddBlobStore(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<FilesAreServed>();
        return builder.AddBlobStoreForEvents();
    }

    /// <summary>
    /// The same store where only large events wait in it (every process): while it is away they wait a little longer.
    /// </summary>
    internal static IHostApplicationBuilder AddBlobStoreForEvents(this IHostApplicationBuilder builder)
    {
        if (builder.Services.Any(s => s.ServiceType == typeof(IBlobStore)))
        {
            return builder;
        }

        builder.AddCrypto();
        var options = builder.AddCheckedOptions<BlobsOptions>(BlobsOptions.Section);
        var data = builder.DataFolder();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(s => new BlobPlaces(
            s.GetRequiredService<IOptions<BlobsOptions>>().Value, data, s.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(s => new BlobCopies(s.GetRequiredService<BlobPlaces>(), s.GetRequiredService<AgencyKeys>()));
        builder.Services.AddSingleton(s => new IncomingBlobs(s.GetRequiredService<BlobPlaces>()));
        builder.Services.AddSingleton(Store);
        AddProbes(builder, options);

        // Also opens the store at the start, which sweeps too: a data folder that cannot be written shows at once.
        return builder.AddPeriodicJob("blobs.sweep", TimeSpan.FromHours(1), SweepAsync);
    }

    private static IBlobStore Store(IServiceProvider services)
    {
        var places = services.GetRequiredService<BlobPlaces>();
        var store = new EncryptingBlobStore(places.Primary, services.GetRequiredService<AgencyKeys>());
        return places.Replica is null
            ? store
            : new ReplicatedBlobStore(store, places, services.GetRequiredService<BlobCopies>());
    }

    private static void AddProbes(IHostApplicationBuilder builder, BlobsOptions options)
    {
        if (options.Provider == BlobsOptions.S3Provider)
        {
            builder.AddEngineProbe<S3Probe>();
        }

        if (options.Replica.Provider == BlobsOptions.S3Provider)
        {
            builder.AddEngineProbe<S3ReplicaProbe>();
        }
    }

    private static Task SweepAsync(IServiceProvider services, CancellationToken ct) =>
        services.GetRequiredService<BlobPlaces>().SweepAsync(ct);
}
