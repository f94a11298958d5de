namespace DigitalDocs.Platform.Messaging;

/// <summary>
/// Carries events from the services' outboxes to groups of consumers. At least once; in order per subject within a
/// group: a later event of a subject is not handed out while an earlier one is unfinished. Every group that
/// <see cref="SubscribeAsync"/> ever named gets every event of its types, also those sent while none of its
/// processes ran. A claim that is neither finished nor renewed in <see cref="ClaimTime"/> is handed out again, and what
/// its former holder still says of it is ignored. Every method may throw while the broker is away; nothing that was
/// accepted is lost by it.
/// </summary>
public interface IEventTransport
{
    /// <summary>How long a delivery stays with the process that received it.</summary>
    static readonly TimeSpan ClaimTime = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Accepts events durably, in the order given. An id accepted lately is ignored; how far back a transport remembers
    /// is its own affair, which is why handlers are protected by the inbox.
    /// </summary>
    Task SendAsync(IReadOnlyList<EventEnvelope> events, CancellationToken ct);

    /// <summary>Creates the group, or sets which types it wants.</summary>
    Task SubscribeAsync(string group, IReadOnlyCollection<string> types, CancellationToken ct);

    /// <summary>Claims up to <paramref name="max"/> deliveries, waiting until there is at least one or the token ends.</summary>
    Task<IReadOnlyList<Delivery>> ReceiveAsync(string group, int max, CancellationToken ct);

    /// <summary>Ends deliveries: they were handled, or need not be.</summary>
    Task CompleteAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct);

    /// <summary>
    /// Hands a delivery out again after the delay; later events of its subject wait behind it. The next attempt counts
    /// on from the delivery's <see cref="Delivery.Attempt"/>: whoever passes one less takes an attempt back.
    /// </summary>
    Task RetryAsync(Delivery delivery, TimeSpan delay, string reason, CancellationToken ct);

    /// <summary>Keeps claims of long-running deliveries alive.</summary>
    Task RenewAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct);

    /// <summary>How many events of the group are not finished: those that wait, and those in work.</summary>
    Task<long> LengthAsync(string group, CancellationToken ct);
}

/// <summary>An event handed to a group.</summary>
/// <param name="Mark">The transport's own name for it, unique within the group while the delivery is unfinished.</param>
/// <param name="Attempt">How often it was handed out, from 1; a process that died with it counts.</param>
public sealed record Delivery(string Group, string Mark, int Attempt, EventEnvelope Event);
