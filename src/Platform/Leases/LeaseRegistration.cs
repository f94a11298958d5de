using DigitalDocs.Platform.Cache;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Leases;

public static class LeaseRegistration
{
    /// <summary><see cref="ILeases"/>. May be called several times.</summary>
    public static IHostApplicationBuilder AddLeases(this IHostApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(ILeases)))
        {
            return builder;
        }

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        switch (Choose(builder))
        {
            case LeasesOptions.Redis:
                builder.AddCacheRedis();
                services.AddSingleton<ILeases>(s => new RedisLeases(s.GetRequiredService<RedisStore>()));
                break;
            case LeasesOptions.Postgres:
                services.AddSingleton<ILeases>(s =>
                    new PostgresLeases(s.GetRequiredService<IOptions<DataOptions>>().Value.ConnectionString!));
                break;
            default:
                var path = Path.Combine(builder.DataFolder(), "leases.db");
                services.AddSingleton<ILeases>(s => new SqliteLeases(path, s.GetRequiredService<TimeProvider>()));
                break;
        }

        return builder;
    }

    /// <summary>
    /// Runs work at start and then at an interval, once in the whole installation per interval. A failure is logged and
    /// the next turn comes as usual.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="name">Unique in the installation: <c>storage.scrub</c>.</param>
    /// <param name="interval">From a second up.</param>
    /// <param name="work">Gets a scope of its own; heeds its cancellation.</param>
    public static IHostApplicationBuilder AddPeriodicJob(
        this IHostApplicationBuilder builder, string name, TimeSpan interval, PeriodicWork work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromSeconds(1));
        builder.AddLeases();
        builder.Services.AddSingleton<IHostedService>(
            s => ActivatorUtilities.CreateInstance<PeriodicJob>(s, name, interval, work));
        return builder;
    }

    private static string Choose(IHostApplicationBuilder builder)
    {
        var provider = builder.AddCheckedOptions<LeasesOptions>(LeasesOptions.Section).Provider;
        return (provider, builder.AddCheckedOptions<CacheOptions>(CacheOptions.Section).IsRedis,
            builder.AddCheckedOptions<DataOptions>(DataOptions.Section).IsPostgres) switch
        {
            (LeasesOptions.Auto, true, _) => LeasesOptions.Redis,
            (LeasesOptions.Auto, _, true) => LeasesOptions.Postgres,
            _ => provider,
        };
    }
}
