using System.ComponentModel.DataAnnotations;
using DigitalDocs.Platform.Composition;

namespace DigitalDocs.Platform.Messaging;

/// <summary>Which transport carries events.</summary>
public sealed class EventsOptions : IValidatableObject
{
    public const string Section = "Events";

    public const string Embedded = "embedded";

    public const string Redis = "redis";

    public const string RabbitMq = "rabbitmq";

    /// <summary>
    /// <c>embedded</c>: a queue in the data folder, shared by the processes of one machine. <c>redis</c>: Redis 7 Streams.
    /// <c>rabbitmq</c>: RabbitMQ 3.10 or newer. Empty the outboxes before changing it: what the former transport still
    /// holds stays there.
    /// </summary>
    [OneOf(Embedded, Redis, RabbitMq)]
    public string Provider { get; set; } = Embedded;

    /// <summary>
    /// Redis: <c>host:6379,password=…</c>, the nodes of a cluster, or the sentinels and <c>serviceName=</c>, with
    /// <c>sentinelPassword=</c> where theirs is another one. RabbitMQ:
    /// <c>amqp://user:password@host:5672/vhost</c>, or several with commas between. Not for the embedded queue.
    /// </summary>
    [Secret]
    public string? ConnectionString { get; set; }

    /// <summary>
    /// Redis: how many replicas must have an event before it counts as sent. With Sentinel or a cluster set 1, or a
    /// failover may forget what was sent in the moment before.
    /// </summary>
    [Range(0, 10)]
    public int RedisReplicas { get; set; }

    /// <summary>
    /// RabbitMQ: queues per handler, and so how many processes can share its work. The same in all processes; lower it
    /// never.
    /// </summary>
    [Range(1, 64)]
    public int RabbitMqPartitions { get; set; } = 4;

    /// <summary>
    /// Payloads over 256 kB travel through the blob store and are taken away after this many days: longer than any
    /// service is ever stopped.
    /// </summary>
    [Range(1, 3650)]
    public int KeepLargePayloadsDays { get; set; } = 30;

    /// <summary>
    /// An event handed out more often than this, because processes died while they handled it, becomes a dead letter
    /// without being tried again.
    /// </summary>
    [Range(8, 1000)]
    public int PoisonAttempts { get; set; } = 20;

    /// <summary>Days that a service remembers which events it has handled, and the attempts that failed.</summary>
    [Range(7, 3650)]
    public int InboxDays { get; set; } = 30;

    /// <summary>Days that dead letters are kept after they were replayed or discarded.</summary>
    [Range(1, 3650)]
    public int DecidedDeadLetterDays { get; set; } = 180;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider is Redis or RabbitMq && string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return new ValidationResult(
                $"Events:ConnectionString is missing: Events:Provider is {Provider}, which needs the server's address.",
                [nameof(ConnectionString)]);
        }
        else if (Provider == RabbitMq && !AreAddresses(ConnectionString!))
        {
            yield return new ValidationResult(
                "Events:ConnectionString is not an address of RabbitMQ: amqp://user:password@host:5672/vhost.",
                [nameof(ConnectionString)]);
        }
    }

    private static bool AreAddresses(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } all
        && all.All(one => Uri.TryCreate(one, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps");
}
