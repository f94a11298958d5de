using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Redis;

internal static class RedisRegistration
{
    /// <summary><see cref="RedisConnections"/>. May be called several times.</summary>
    public static IHostApplicationBuilder AddRedisConnections(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<RedisConnections>();
        return builder;
    }
}
