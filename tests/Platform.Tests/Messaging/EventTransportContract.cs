using DigitalDocs.Platform.Messaging;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Platform.Tests.Messaging;

/// <summary>What every transport promises; an adapter's suite says how to make one.</summary>
public abstract class EventTransportContract : IAsyncLifetime
{
    private const string Group = "tests.WhenThingHappened";
    private const string Type = "thing.happened.v1";
    private IEventTransport _transport = null!;

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _transport = await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync(_transport);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_event_reaches_a_subscribed_group()
    {
        await SubscribeAsync();
        var sent = Event("a");
        await _transport.SendAsync([sent], Ct);

        var delivery = (await _transport.ReceiveAsync(Group, 10, Ct)).ShouldHaveSingleItem();
        delivery.Event.ShouldBe(sent);
        delivery.Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task Every_group_gets_its_own_copy()
    {
        await SubscribeAsync();
        await _transport.SubscribeAsync("tests.Other", [Type], Ct);
        await _transport.SendAsync([Event("a")], Ct);

        (await _transport.ReceiveAsync(Group, 10, Ct)).Count.ShouldBe(1);
        (await _transport.ReceiveAsync("tests.Other", 10, Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_group_that_was_away_gets_what_was_sent_meanwhile()
    {
        await SubscribeAsync();
        await _transport.SendAsync([Event("a"), Event("b")], Ct);
        await ReopenAsync();

        (await _transport.ReceiveAsync(Group, 10, Ct)).Select(d => d.Event.Subject).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_group_does_not_get_types_it_did_not_ask_for()
    {
        await SubscribeAsync();
        await _transport.SendAsync([Event("x") with { Type = "other.v1" }, Event("a")], Ct);

        (await _transport.ReceiveAsync(Group, 10, Ct)).ShouldHaveSingleItem().Event.Subject.ShouldBe("a");
    }

    [Fact]
    public async Task An_event_sent_twice_is_delivered_once()
    {
        await SubscribeAsync();
        var sent = Event("a");
        await _transport.SendAsync([sent], Ct);
        await _transport.SendAsync([sent, Event("b")], Ct);

        (await _transport.ReceiveAsync(Group, 10, Ct)).Select(d => d.Event.Subject).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_later_event_of_a_subject_waits_for_the_earlier_one()
    {
        await SubscribeAsync();
        await _transport.SendAsync([Event("a", 1), Event("a", 2), Event("b", 1)], Ct);

        var first = await _transport.ReceiveAsync(Group, 10, Ct);
        first.Select(d => d.Event.Data).ShouldBe(["1", "1"]);
        await _transport.CompleteAsync(first, Ct);

        var second = (await _transport.ReceiveAsync(Group, 10, Ct)).ShouldHaveSingleItem();
        (second.Event.Subject, second.Event.Data).ShouldBe(("a", "2"));
    }

    [Fact]
    public async Task A_claimed_delivery_is_not_handed_out_again_while_it_is_held()
    {
        await SubscribeAsync();
        await _transport.SendAsync([Event("a")], Ct);
        await _transport.ReceiveAsync(Group, 10, Ct);

        (await NothingMoreAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_delivery_of_a_process_that_died_is_handed_out_again_and_counted()
    {
        await SubscribeAsync();
        await _transport.SendAsync([Event("a")], Ct);
        await _transport.ReceiveAsync(Group, 10, Ct);
        Clock.Advance(IEventTransport.ClaimTime + TimeSpan.FromSeconds(1));

        (await _transport.ReceiveAsync(Group, 10, Ct)).ShouldHaveSingleItem().Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task A_renewed_claim_stays()
    {
        await SubscribeAsync();
        await _transport.SendAsync([Event("a")], Ct);
        var held = await _transport.ReceiveAsync(Group, 10, Ct);
        Clock.Advance(IEventTransport.ClaimTime - TimeSpan.FromSeconds(1));
        await _transport.RenewAsync(held, Ct);
        Clock.Advance(TimeSpan.FromSeconds(5));

        (await NothingMoreAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_retry_comes_back_after_its_delay_with_a_higher_attempt()
    {
        await SubscribeAsync();
        await _transport.SendAsync([Event("a")], Ct);
        var delivery = (await _transport.ReceiveAsync(Group, 10, Ct))[0];
        await _transport.RetryAsync(delivery, TimeSpan.FromSeconds(5), "not yet", Ct);

        (await NothingMoreAsync()).ShouldBeTrue();
        Clock.Advance(TimeSpan.FromSeconds(6));
        (await _transport.ReceiveAsync(Group, 10, Ct))[0].Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task Events_behind_a_retry_keep_their_order()
    {
        await SubscribeAsync();
        await _transport.SendAsync([Event("a", 1), Event("a", 2)], Ct);
        var delivery = (await _transport.ReceiveAsync(Group, 10, Ct))[0];
        await _transport.RetryAsync(delivery, TimeSpan.FromSeconds(5), "not yet", Ct);

        (await NothingMoreAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task An_attempt_that_is_taken_back_does_not_count()
    {
        await SubscribeAsync();
        await _transport.SendAsync([Event("a")], Ct);
        var delivery = (await _transport.ReceiveAsync(Group, 10, Ct))[0];
        await _transport.RetryAsync(delivery with { Attempt = 0 }, TimeSpan.Zero, "stopping", Ct);

        (await _transport.ReceiveAsync(Group, 10, Ct))[0].Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task A_delayed_event_is_not_delivered_before_its_time()
    {
        await SubscribeAsync();
        await _transport.SendAsync([Event("a") with { DueAt = Clock.GetUtcNow() + TimeSpan.FromMinutes(1) }], Ct);

        (await NothingMoreAsync()).ShouldBeTrue();
        Clock.Advance(TimeSpan.FromMinutes(2));
        (await _transport.ReceiveAsync(Group, 10, Ct)).ShouldContain(delivery => delivery.Event.Subject == "a");
    }

    [Fact]
    public async Task A_waiting_receiver_is_woken_by_a_new_event()
    {
        await SubscribeAsync();
        var waiting = _transport.ReceiveAsync(Group, 10, Ct);
        await _transport.SendAsync([Event("a")], Ct);

        (await waiting).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_receivers_never_get_the_same_delivery()
    {
        await SubscribeAsync();
        await _transport.SendAsync([.. Enumerable.Range(0, 100).Select(i => Event($"s{i}"))], Ct);

        var batches = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _transport.ReceiveAsync(Group, 25, Ct)));
        batches.SelectMany(batch => batch).Select(d => d.Event.Subject).Distinct().Count().ShouldBe(100);
    }

    [Fact]
    public async Task A_completed_delivery_stays_completed_after_a_restart()
    {
        await SubscribeAsync();
        await _transport.SendAsync([Event("a"), Event("b")], Ct);
        await _transport.CompleteAsync([(await _transport.ReceiveAsync(Group, 1, Ct))[0]], Ct);
        await ReopenAsync();

        (await _transport.ReceiveAsync(Group, 10, Ct)).ShouldHaveSingleItem().Event.Subject.ShouldBe("b");
    }

    protected abstract Task<IEventTransport> CreateAsync();

    protected abstract Task CloseAsync(IEventTransport transport);

    protected EventEnvelope Event(string subject, int data = 1) => new(
        Guid.CreateVersion7(), Type, "tests", subject, Clock.GetUtcNow(), Guid.CreateVersion7(), "user:1", null, $"{data}");

    private Task SubscribeAsync() => _transport.SubscribeAsync(Group, [Type], Ct);

    private async Task ReopenAsync()
    {
        await CloseAsync(_transport);
        _transport = await CreateAsync();
        await SubscribeAsync();
    }

    // Sends an event of another subject: it must be the only one that arrives.
    private async Task<bool> NothingMoreAsync()
    {
        await _transport.SendAsync([Event("probe")], Ct);
        return (await _transport.ReceiveAsync(Group, 10, Ct)).All(delivery => delivery.Event.Subject == "probe");
    }
}
