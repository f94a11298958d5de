using DigitalDocs.Platform.Composition;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Cache;

public static class CacheRegistration
{
    /// <summary><c>HybridCache</c> and <see cref="Counters"/>. May be called several times.</summary>
    public static IHostApplicationBuilder AddPlatformCache(this IHostApplicationBuilder builder)
    {
        builder.AddCheckedOptions<CacheOptions>(CacheOptions.Section);
        builder.Services.AddHybridCache();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(s => new Counters(
            s.GetRequiredService<IOptions<CacheOptions>>().Value.MaxCounters, s.GetRequiredService<TimeProvider>()));
        return builder;
    }
}
