using DigitalDocs.Contracts.Events;

namespace DigitalDocs.Platform.Messaging;

/// <summary>
/// Handles one kind of event. It may be called more than once for an event. It saves its effect with one
/// <c>SaveChangesAsync</c> of its service's context, which also writes the inbox row; an exception is a retry.
/// </summary>
public interface IEventHandler<in TEvent>
    where TEvent : IEvent
{
    Task<HandlerOutcome> HandleAsync(TEvent @event, CancellationToken ct);
}

/// <summary>What became of an event.</summary>
public abstract record HandlerOutcome
{
    private HandlerOutcome()
    {
    }

    public static HandlerOutcome Done { get; } = new DoneOutcome();

    public static HandlerOutcome Retry(string reason) => new RetryOutcome(reason);

    public static HandlerOutcome Drop(string reason) => new DropOutcome(reason);

    internal sealed record DoneOutcome : HandlerOutcome;

    internal sealed record RetryOutcome(string Reason) : HandlerOutcome;

    internal sealed record DropOutcome(string Reason) : HandlerOutcome;
}
