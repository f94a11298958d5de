using System.Collections.Concurrent;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Platform.Tests.Things;

/// <summary>What a test tells the handler to do, and what it did.</summary>
public sealed class HandledEvents
{
    public ConcurrentQueue<Guid> Seen { get; } = new();

    public Func<ThingMade, HandlerOutcome> Answer { get; set; } = _ => HandlerOutcome.Done;

    /// <summary>What the handler waits for before it does anything.</summary>
    public Func<CancellationToken, Task> Hold { get; set; } = _ => Task.CompletedTask;
}

internal sealed class WhenThingMade(ThingsDb db, HandledEvents handled) : IEventHandler<ThingMade>
{
    public async Task<HandlerOutcome> HandleAsync(ThingMade @event, CancellationToken ct)
    {
        handled.Seen.Enqueue(@event.Id);
        await handled.Hold(ct);
        var outcome = handled.Answer(@event);
        if (outcome == HandlerOutcome.Done)
        {
            db.Things.Add(new Thing { Id = Guid.CreateVersion7(), Name = $"for {@event.Id}" });
            await db.SaveChangesAsync(ct);
        }

        return outcome;
    }
}
