using System.Text;
using DigitalDocs.Platform.Blobs;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>
/// Lays payloads that are too large for a broker in the blob store and sends the claim check: <c>dataref</c> of
/// CloudEvents. Receivers never notice. What was laid there is taken away by age (<see cref="PayloadSweep"/>), because
/// a group may come for it long after the others.
/// </summary>
internal sealed class ClaimCheckTransport(
    IEventTransport inner, IBlobStore blobs, ILogger<ClaimCheckTransport> log) : IEventTransport
{
    /// <summary>The largest payload that travels with its event, in bytes of UTF-8.</summary>
    public const int Largest = 256_000;

    private static readonly TimeSpan StoreIsAway = TimeSpan.FromSeconds(5);

    public static string KeyOf(EventEnvelope item) => $"{item.AgencyId ?? Guid.Empty}/events/{item.Id}";

    public async Task SendAsync(IReadOnlyList<EventEnvelope> events, CancellationToken ct)
    {
        var light = new List<EventEnvelope>(events.Count);
        foreach (var item in events)
        {
            light.Add(IsLarge(item.Data) ? await DepositAsync(item, ct) : item);
        }

        await inner.SendAsync(light, ct);
    }

    public Task SubscribeAsync(string group, IReadOnlyCollection<string> types, CancellationToken ct) =>
        inner.SubscribeAsync(group, types, ct);

    public async Task<IReadOnlyList<Delivery>> ReceiveAsync(string group, int max, CancellationToken ct)
    {
        while (true)
        {
            var whole = new List<Delivery>();
            foreach (var delivery in await inner.ReceiveAsync(group, max, ct))
            {
                if (delivery.Event.DataRef is null)
                {
                    whole.Add(delivery);
                }
                else if (await FetchAsync(delivery) is { } fetched)
                {
                    whole.Add(fetched);
                }
            }

            if (whole.Count > 0)
            {
                return whole;
            }

            ct.ThrowIfCancellationRequested();
        }
    }

    public Task CompleteAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct) =>
        inner.CompleteAsync(deliveries, ct);

    public Task RetryAsync(Delivery delivery, TimeSpan delay, string reason, CancellationToken ct) =>
        inner.RetryAsync(delivery, delay, reason, ct);

    public Task RenewAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct) => inner.RenewAsync(deliveries, ct);

    public Task<long> LengthAsync(string group, CancellationToken ct) => inner.LengthAsync(group, ct);

    // Characters first: most payloads are so short that counting bytes would be wasted.
    private static bool IsLarge(string data) =>
        data.Length > Largest / 3 && Encoding.UTF8.GetByteCount(data) > Largest;

    private async Task<EventEnvelope> DepositAsync(EventEnvelope item, CancellationToken ct)
    {
        var key = KeyOf(item);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(item.Data));
        await blobs.PutAsync(key, content, expectedSha256: null, ct);
        return item with { Data = "null", DataRef = key };
    }

    // Finishes what it began when the token ends: the delivery is claimed already, and whoever called decides on it.
    private async Task<Delivery?> FetchAsync(Delivery delivery)
    {
        var item = delivery.Event;
        try
        {
            if (await blobs.OpenReadAsync(item.DataRef!, CancellationToken.None) is not { } content)
            {
                // Taken away by age. The handler cannot read "null", so people find it among the dead letters.
                return delivery;
            }

            await using (content)
            {
                using var reader = new StreamReader(content, Encoding.UTF8);
                return delivery with { Event = item with { Data = await reader.ReadToEndAsync(), DataRef = null } };
            }
        }
        catch (Exception exception)
        {
            log.PayloadAway(item.Id, exception);
            await inner.RetryAsync(
                delivery with { Attempt = delivery.Attempt - 1 }, StoreIsAway, "the payload cannot be read now",
                CancellationToken.None);
            return null;
        }
    }
}
