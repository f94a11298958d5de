using System.Text.Json;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Platform.Messaging;

/// <summary>An event written in the transaction of the change it tells of, until the relay has handed it on.</summary>
public sealed class OutboxMessage
{
    public long Seq { get; init; }

    public required Guid EventId { get; init; }

    public required string Type { get; init; }

    public required string Subject { get; init; }

    public Guid? AgencyId { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Actor { get; init; }

    public string? TraceParent { get; init; }

    public required string Data { get; init; }

    /// <summary>Stays in the outbox until then; null: goes at once.</summary>
    public DateTimeOffset? DueAt { get; init; }

    internal static OutboxMessage Of<TEvent>(
        TEvent @event, string actor, DateTimeOffset now, string? traceParent, DateTimeOffset? dueAt)
        where TEvent : IEvent => new()
        {
            EventId = Guid.CreateVersion7(now),
            Type = TEvent.EventType,
            Subject = @event.Subject,
            AgencyId = @event.AgencyId,
            Time = now,
            Actor = actor,
            TraceParent = traceParent,
            Data = JsonSerializer.Serialize(@event, WireJson.Options),
            DueAt = dueAt,
        };

    internal EventEnvelope ToEnvelope(string source) =>
        new(EventId, Type, source, Subject, Time, AgencyId, Actor, TraceParent, Data);
}
