using DigitalDocs.Platform.Broadcast;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Health;
using DigitalDocs.Platform.Redis;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Cache;

public static class CacheRegistration
{
    /// <summary><c>HybridCache</c>, <see cref="ICounters"/> and <see cref="IBroadcast"/>. May be called several times.</summary>
    public static IHostApplicationBuilder AddPlatformCache(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(ICounters)))
        {
            return builder;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(s => new MemoryCounters(
            s.GetRequiredService<IOptions<CacheOptions>>().Value.MaxCounters, s.GetRequiredService<TimeProvider>()));
        if (builder.AddCheckedOptions<CacheOptions>(CacheOptions.Section).IsRedis)
        {
            builder.AddCacheRedis();
            builder.AddEngineProbe<RedisCacheProbe>();
            services.AddStackExchangeRedisCache(_ => { });

            // It tells every read of a server that is away; that it is away, its connection tells once.
            builder.Logging.AddFilter("Microsoft.Extensions.Caching.Hybrid", LogLevel.None);
            services.AddOptions<RedisCacheOptions>().Configure<RedisStore>((options, store) =>
            {
                options.InstanceName = store.Key("cache:").ToString();
                options.ConnectionMultiplexerFactory = () => store.ConnectionAsync(CancellationToken.None);
            });
            services.AddSingleton<ICounters>(s => new DegradingCounters(
                new RedisCounters(s.GetRequiredService<RedisStore>()), s.GetRequiredService<MemoryCounters>(),
                s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<DegradingCounters>>()));
            services.AddSingleton<IBroadcast, RedisBroadcast>();
        }
        else
        {
            services.AddSingleton<ICounters>(s => s.GetRequiredService<MemoryCounters>());
            services.AddSingleton<IBroadcast, LocalBroadcast>();
        }

        services.AddHybridCache();
        return builder;
    }

    /// <summary>The store that <c>Cache:ConnectionString</c> names; only where Redis is configured.</summary>
    internal static void AddCacheRedis(this IHostApplicationBuilder builder)
    {
        builder.AddCheckedOptions<CacheOptions>(CacheOptions.Section);
        builder.AddRedisConnections();
        builder.Services.TryAddSingleton(s =>
        {
            var options = s.GetRequiredService<IOptions<CacheOptions>>().Value;
            return new RedisStore(s.GetRequiredService<RedisConnections>(), options.ConnectionString!, options.Prefix);
        });
    }
}
