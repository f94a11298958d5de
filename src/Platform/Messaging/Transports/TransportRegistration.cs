using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Health;
using DigitalDocs.Platform.Leases;
using DigitalDocs.Platform.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Messaging.Transports;

internal static class TransportRegistration
{
    /// <summary>The transport that <c>Events:Provider</c> names, with large payloads beside it.</summary>
    public static void AddTransport(this IHostApplicationBuilder builder, string provider)
    {
        switch (provider)
        {
            case EventsOptions.Redis:
                builder.AddRedisConnections();
                builder.Services.AddSingleton(CreateRedis);
                builder.AddEngineProbe<RedisEventsProbe>();
                AddClaimCheck<RedisTransport>(builder);
                break;
            case EventsOptions.RabbitMq:
                builder.Services.AddSingleton(CreateRabbitMq);
                builder.AddEngineProbe<RabbitMqProbe>();
                AddClaimCheck<RabbitMqTransport>(builder);
                break;
            default:
                builder.Services.AddSingleton<EmbeddedTransport>();
                AddClaimCheck<EmbeddedTransport>(builder);
                break;
        }

        builder.Services.AddHostedService<WaitingEvents>();
        builder.AddPeriodicJob("events.payloads", TimeSpan.FromHours(24), PayloadSweep.RunAsync);
    }

    private static void AddClaimCheck<TTransport>(IHostApplicationBuilder builder)
        where TTransport : class, IEventTransport =>
        builder.Services.AddSingleton<IEventTransport>(services => new ClaimCheckTransport(
            services.GetRequiredService<TTransport>(),
            services.GetRequiredService<IBlobStore>(),
            services.GetRequiredService<ILogger<ClaimCheckTransport>>()));

    private static RedisTransport CreateRedis(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<EventsOptions>>().Value;
        var connections = services.GetRequiredService<RedisConnections>();
        return new RedisTransport(
            ct => connections.GetAsync(options.ConnectionString!, ct),
            services.GetRequiredService<TimeProvider>(),
            replicas: options.RedisReplicas);
    }

    private static RabbitMqTransport CreateRabbitMq(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<EventsOptions>>().Value;
        return new RabbitMqTransport(
            options.ConnectionString!,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<RabbitMqTransport>>(),
            partitions: options.RabbitMqPartitions);
    }
}
