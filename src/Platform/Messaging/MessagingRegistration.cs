using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Leases;
using DigitalDocs.Platform.Messaging.DeadLetters;
using DigitalDocs.Platform.Messaging.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Messaging;

public static class MessagingRegistration
{
    /// <summary>
    /// Registers a handler of the service being registered; call <c>AddServiceDb</c> first. Its group is
    /// <c>{service}.{handler}</c>: rename neither, or events of the old name stay behind.
    /// </summary>
    /// <param name="parallelism">How many events of different subjects are handled at once.</param>
    public static void AddEventHandler<TEvent, THandler>(this IHostApplicationBuilder builder, int parallelism = 4)
        where TEvent : IEvent
        where THandler : class, IEventHandler<TEvent>
    {
        builder.AddMessaging();
        builder.Services.AddScoped<THandler>();
        builder.Services.AddSingleton(HandlerBinding.Of<TEvent, THandler>(
            builder.ServiceName(), builder.CurrentDbType(), parallelism));
    }

    /// <summary>Keeps the tables of events and dead letters of one service small.</summary>
    internal static void AddMessagingUpkeep(this IHostApplicationBuilder builder, string service)
    {
        MessagingUpkeep? upkeep = null;
        builder.AddPeriodicJob($"{service}.messaging-upkeep", MessagingUpkeep.Interval, (services, ct) =>
        {
            upkeep ??= new MessagingUpkeep(service, services.GetRequiredService<TimeProvider>());
            return upkeep.RunAsync(services, ct);
        });
    }

    /// <summary>Only RabbitMQ must be told of them: the other transports keep what was sent for those who come later.</summary>
    internal static void AddHandlersElsewhere(this IHostApplicationBuilder builder, ServiceCatalogue catalogue)
    {
        var events = builder.AddCheckedOptions<EventsOptions>(EventsOptions.Section);
        builder.Services.AddSingleton(events.Provider == EventsOptions.RabbitMq
            ? HandlersElsewhere.Of(catalogue, builder.Configuration)
            : HandlersElsewhere.None);
    }

    internal static void AddMessaging(this IHostApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(IEventTransport)))
        {
            return;
        }

        var events = builder.AddCheckedOptions<EventsOptions>(EventsOptions.Section);
        builder.AddCheckedOptions<DataOptions>(DataOptions.Section);
        builder.Services.TryAddSingleton<Databases>();
        builder.AddBlobStoreForEvents();
        builder.AddTransport(events.Provider);
        builder.Services.AddSingleton<HandlerRunner>();
        builder.Services.AddSingleton<ReplaySignal>();
        builder.Services.AddSingleton<DeadLetterReplay>();
        builder.Services.AddHostedService<DeadLetterReplayer>();
        builder.Services.AddSingleton<DeadLetterGauge>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DeadLetterGauge>());
        builder.Services.AddHealthChecks().AddCheck<DeadLetterCheck>("dead letters");
        builder.Services.AddSingleton<Subscriptions>();
        builder.Services.AddHostedService<EventDispatcher>();
    }
}
