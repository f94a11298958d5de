using System.Text.Json;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging.DeadLetters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Messaging;

/// <summary>A handler with its group, its event type and the context whose inbox protects it.</summary>
internal sealed record HandlerBinding(
    string Group,
    string Service,
    string EventType,
    int Parallelism,
    Func<string, PayloadReading> Read,
    Func<IServiceProvider, EventEnvelope, CancellationToken, Task<HandlerOutcome>> InvokeAsync)
{
    public static HandlerBinding Of<TEvent, THandler>(string service, Type dbType, int parallelism)
        where TEvent : IEvent
        where THandler : class, IEventHandler<TEvent>
    {
        var group = $"{service}.{typeof(THandler).Name}";
        return new(group, service, TEvent.EventType, parallelism, PayloadReading.Of<TEvent>, InvokeAsync);

        async Task<HandlerOutcome> InvokeAsync(IServiceProvider services, EventEnvelope envelope, CancellationToken ct)
        {
            var db = (ServiceDb)services.GetRequiredService(dbType);
            if (await db.Inbox.AnyAsync(entry => entry.Handler == group && entry.EventId == envelope.Id, ct))
            {
                return HandlerOutcome.Done;
            }

            var data = JsonSerializer.Deserialize<TEvent>(envelope.Data, WireJson.Options)
                ?? throw new JsonException($"The payload of {envelope.Type} is null.");
            var entry = db.Inbox.Add(new InboxEntry
            {
                Handler = group,
                EventId = envelope.Id,
                HandledAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
            });
            var outcome = await services.GetRequiredService<THandler>().HandleAsync(data, ct);
            if (outcome is HandlerOutcome.DoneOutcome && entry.State == EntityState.Added)
            {
                await db.SaveChangesAsync(ct);
            }

            return outcome;
        }
    }
}
