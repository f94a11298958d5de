using DigitalDocs.Platform.Messaging;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Platform.Tests.Messaging;

/// <summary>
/// What every transport promises; an adapter's suite says how to make one. Two transports made by one suite are two
/// processes on the same store. The facts stand in several files of this class.
/// </summary>
public abstract partial class EventTransportContract : IAsyncLifetime
{
    protected const string Group = "tests.WhenThingHappened";
    protected const string OtherGroup = "tests.WhenThingAlsoHappened";
    protected const string Type = "thing.happened.v1";
    private const string OtherType = "thing.ended.v1";
    private const string ThirdType = "thing.forgotten.v1";

    private readonly List<IEventTransport> _open = [];
    private IEventTransport _transport = null!;

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero));

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => _transport = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var transport in _open)
        {
            await CloseAsync(transport);
        }

        GC.SuppressFinalize(this);
    }

    protected abstract Task<IEventTransport> CreateAsync();

    protected static async Task CloseAsync(IEventTransport transport) => await ((IAsyncDisposable)transport).DisposeAsync();

    protected EventEnvelope Event(string subject, int data = 1) => new(
        Guid.CreateVersion7(), Type, "tests", subject, Clock.GetUtcNow(), Guid.CreateVersion7(), "user:1", null, $"{data}");

    protected IEnumerable<EventEnvelope> Events(string subject, int count) =>
        Enumerable.Range(1, count).Select(i => Event(subject, i));

    /// <summary>Receives until there are so many; brokers hand out what has arrived so far.</summary>
    protected static async Task<List<Delivery>> TakeAsync(IEventTransport transport, int count, string group = Group)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var taken = new List<Delivery>();
        while (taken.Count < count)
        {
            taken.AddRange(await transport.ReceiveAsync(group, count - taken.Count, limit.Token));
        }

        return taken;
    }

    private async Task<IEventTransport> OpenAsync()
    {
        var transport = await CreateAsync();
        _open.Add(transport);
        return transport;
    }

    private Task SubscribeAsync(params string[] types) =>
        _transport.SubscribeAsync(Group, types.Length == 0 ? [Type] : types, Ct);

    private Task SendAsync(params EventEnvelope[] events) => _transport.SendAsync(events, Ct);

    private Task<List<Delivery>> TakeAsync(int count, string group = Group) => TakeAsync(_transport, count, group);

    private async Task<Delivery> TakeOneAsync() => (await TakeAsync(1))[0];

    private Task CompleteAsync(params Delivery[] deliveries) => _transport.CompleteAsync(deliveries, Ct);

    /// <summary>The process ends; another one starts.</summary>
    private async Task ReopenAsync()
    {
        await CloseAsync(_transport);
        _open.Remove(_transport);
        _transport = await OpenAsync();
        await SubscribeAsync();
    }

    private void LetClaimsRunOut() => Clock.Advance(IEventTransport.ClaimTime + TimeSpan.FromSeconds(1));

    // Sends events of other subjects: they must be all that arrives. Enough of them to pass every queue of a group.
    private async Task<bool> NothingMoreAsync(string group = Group)
    {
        var probes = Enumerable.Range(0, 8).Select(i => Event($"probe {i}")).ToArray();
        await SendAsync(probes);
        var arrived = new List<Delivery>();
        while (!probes.All(probe => arrived.Any(delivery => delivery.Event.Id == probe.Id)))
        {
            arrived.AddRange(await TakeAsync(1, group));
        }

        await CompleteAsync([.. arrived]);
        return arrived.TrueForAll(delivery => probes.Any(probe => probe.Id == delivery.Event.Id));
    }
}
