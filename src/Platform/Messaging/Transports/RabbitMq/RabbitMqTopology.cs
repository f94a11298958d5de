using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>
/// Names and declarations. Events go to one exchange under <c>{type}|{partition}</c>; a group has a quorum queue per
/// partition, which one process at a time consumes, and one for events that killed their process too often.
/// </summary>
/// <param name="prefix">Beginning of all names.</param>
/// <param name="partitions">The same in every process of an installation.</param>
internal sealed class RabbitMqTopology(string prefix, int partitions)
{
    /// <summary>How often RabbitMQ hands an event out again before it goes to the dead queue.</summary>
    public const int DeliveryLimit = 30;

    public string Exchange => $"{prefix}.events";

    public int Partitions => partitions;

    private string DeadExchange => $"{prefix}.dead";

    public string Queue(string group, int partition) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}.{group}.{partition}");

    public string DeadQueue(string group) => $"{prefix}.{group}.dead";

    /// <summary>Holds nothing: it has a consumer for every process of the group, which is how they are counted.</summary>
    public string PresenceQueue(string group) => $"{prefix}.{group}.here";

    /// <summary>Holds nothing: that it exists says that the group's queues are on the broker's disk.</summary>
    public string KeptMark(string group) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}.{group}.kept-{partitions}");

    public string RoutingKey(EventEnvelope item) => RoutingKey(item.Type, PartitionOf(item.Subject));

    public async Task DeclareExchangesAsync(IChannel channel, CancellationToken ct)
    {
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Direct, durable: true, cancellationToken: ct);
        await channel.ExchangeDeclareAsync(DeadExchange, ExchangeType.Direct, durable: true, cancellationToken: ct);
    }

    /// <summary>Creates what is missing.</summary>
    public async Task DeclareQueuesAsync(IChannel channel, string group, CancellationToken ct)
    {
        await DeclareExchangesAsync(channel, ct);
        await channel.QueueDeclareAsync(
            DeadQueue(group), true, false, false, Arguments(), cancellationToken: ct);
        await channel.QueueBindAsync(DeadQueue(group), DeadExchange, group, cancellationToken: ct);
        for (var partition = 0; partition < partitions; partition++)
        {
            var queue = Queue(group, partition);
            var arguments = Arguments();
            arguments["x-delivery-limit"] = DeliveryLimit;
            arguments["x-dead-letter-exchange"] = DeadExchange;
            arguments["x-dead-letter-routing-key"] = group;
            arguments["x-dead-letter-strategy"] = "at-least-once";
            arguments["x-overflow"] = "reject-publish";
            await channel.QueueDeclareAsync(queue, true, false, false, arguments, cancellationToken: ct);
        }
    }

    /// <summary>From here on the group gets these types; those it no longer wants are unbound by name.</summary>
    public async Task BindAsync(
        IChannel channel, string group, IReadOnlyCollection<string> types, CancellationToken ct)
    {
        foreach (var type in types)
        {
            for (var partition = 0; partition < partitions; partition++)
            {
                await channel.QueueBindAsync(
                    Queue(group, partition), Exchange, RoutingKey(type, partition), cancellationToken: ct);
            }
        }
    }

    public async Task UnbindAsync(IChannel channel, string group, IEnumerable<string> types, CancellationToken ct)
    {
        foreach (var type in types)
        {
            for (var partition = 0; partition < partitions; partition++)
            {
                await channel.QueueUnbindAsync(
                    Queue(group, partition), Exchange, RoutingKey(type, partition), cancellationToken: ct);
            }
        }
    }

    private static Dictionary<string, object?> Arguments() => new()
    {
        ["x-queue-type"] = "quorum",
        ["x-single-active-consumer"] = true,
    };

    private static string RoutingKey(string type, int partition) =>
        string.Create(CultureInfo.InvariantCulture, $"{type}|{partition}");

    // FNV-1a: the same in every process and every version of the runtime, unlike GetHashCode.
    private int PartitionOf(string subject)
    {
        var hash = 2166136261u;
        foreach (var one in Encoding.UTF8.GetBytes(subject))
        {
            hash = unchecked((hash ^ one) * 16777619u);
        }

        return (int)(hash % (uint)partitions);
    }
}
