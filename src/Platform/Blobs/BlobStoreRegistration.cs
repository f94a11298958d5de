using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Leases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Blobs;

public static class BlobStoreRegistration
{
    /// <summary>
    /// One <see cref="IBlobStore"/> that encrypts, over the store that <c>Blobs:Provider</c> names. May be called
    /// several times.
    /// </summary>
    public static IHostApplicationBuilder AddBlobStore(this IHostApplicationBuilder builder)
    {
        if (builder.Services.Any(s => s.ServiceType == typeof(IBlobStore)))
        {
            return builder;
        }

        builder.AddCrypto();
        builder.AddCheckedOptions<BlobsOptions>(BlobsOptions.Section);
        var folder = Path.Combine(builder.DataFolder(), "blobs");
        builder.Services.AddSingleton(_ => new FolderBlobStore(folder));
        builder.Services.AddSingleton<IBlobStore>(s =>
        {
            // Reading the value checks it, also where nothing starts the host.
            _ = s.GetRequiredService<IOptions<BlobsOptions>>().Value;
            return new EncryptingBlobStore(s.GetRequiredService<FolderBlobStore>(), s.GetRequiredService<AgencyKeys>());
        });

        // Also opens the store at the start, which sweeps too: a data folder that cannot be written shows at once.
        return builder.AddPeriodicJob("blobs.sweep", TimeSpan.FromHours(1), SweepAsync);
    }

    private static Task SweepAsync(IServiceProvider services, CancellationToken ct)
    {
        services.GetRequiredService<FolderBlobStore>().Sweep();
        return Task.CompletedTask;
    }
}
