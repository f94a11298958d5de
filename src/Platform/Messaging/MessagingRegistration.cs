using System.ComponentModel.DataAnnotations;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Messaging;

/// <summary>Which transport carries events.</summary>
public sealed class EventsOptions
{
    public const string Section = "Events";

    public const string Embedded = "embedded";

    /// <summary><c>embedded</c>: a queue in the data folder, shared by the processes of one machine.</summary>
    [OneOf(Embedded)]
    public string Provider { get; set; } = Embedded;

    /// <summary>
    /// An event handed out more often than this, because processes died while they handled it, becomes a dead letter
    /// without being tried again.
    /// </summary>
    [Range(8, 1000)]
    public int PoisonAttempts { get; set; } = 20;
}

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

    internal static void AddMessaging(this IHostApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(IEventTransport)))
        {
            return;
        }

        builder.AddCheckedOptions<EventsOptions>(EventsOptions.Section);
        builder.AddCheckedOptions<DataOptions>(DataOptions.Section);
        builder.Services.TryAddSingleton<Databases>();
        builder.Services.AddSingleton<IEventTransport, EmbeddedTransport>();
        builder.Services.AddSingleton<HandlerRunner>();
        builder.Services.AddHostedService<EventDispatcher>();
    }
}
