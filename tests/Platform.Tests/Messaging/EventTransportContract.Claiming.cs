using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Platform.Tests.Messaging;

/// <summary>Claims, processes that die, and retries.</summary>
public abstract partial class EventTransportContract
{
    [Fact]
    public async Task A_claimed_delivery_is_not_handed_out_again_while_it_is_held()
    {
        await SubscribeAsync();
        await SendAsync(Event("a"));
        await TakeOneAsync();

        (await NothingMoreAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task An_abandoned_delivery_is_handed_out_again_and_counted()
    {
        await SubscribeAsync();
        await SendAsync(Event("a"));
        await TakeOneAsync();
        LetClaimsRunOut();

        (await TakeOneAsync()).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task Every_abandoned_claim_counts()
    {
        await SubscribeAsync();
        await SendAsync(Event("a"));
        for (var attempt = 1; attempt <= 25; attempt++)
        {
            (await TakeOneAsync()).Attempt.ShouldBe(attempt);
            LetClaimsRunOut();
        }
    }

    [Fact]
    public async Task What_a_process_held_when_it_ended_goes_to_another()
    {
        await SubscribeAsync();
        var other = await OpenAsync();
        await other.SubscribeAsync(Group, [Type], Ct);
        await SendAsync([.. Enumerable.Range(0, 10).Select(i => Event($"s{i}"))]);
        await TakeAsync(10);
        await CloseAsync(_transport);
        _open.Remove(_transport);
        LetClaimsRunOut();

        var again = await TakeAsync(other, 10);
        again.Select(delivery => delivery.Event.Subject).Distinct().Count().ShouldBe(10);
        again.ShouldAllBe(delivery => delivery.Attempt == 2);
        _transport = other;
    }

    [Fact]
    public async Task A_renewed_claim_stays()
    {
        await SubscribeAsync();
        await SendAsync(Event("a"));
        var held = await TakeOneAsync();
        for (var i = 0; i < 3; i++)
        {
            Clock.Advance(IEventTransport.ClaimTime - TimeSpan.FromSeconds(5));
            await _transport.RenewAsync([held], Ct);
        }

        (await NothingMoreAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_claim_that_is_no_longer_renewed_ends()
    {
        await SubscribeAsync();
        await SendAsync(Event("a"));
        await _transport.RenewAsync([await TakeOneAsync()], Ct);
        LetClaimsRunOut();

        (await TakeOneAsync()).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task Who_lost_a_claim_can_no_longer_finish_it()
    {
        await SubscribeAsync();
        await SendAsync(Event("a", 1), Event("a", 2));
        var lost = await TakeOneAsync();
        LetClaimsRunOut();
        var current = await TakeOneAsync();
        await CompleteAsync(lost);

        // Else the subject's next event would be handled beside this one.
        (await NothingMoreAsync()).ShouldBeTrue();
        await CompleteAsync(current);
        (await TakeOneAsync()).Event.Data.ShouldBe("2");
    }

    [Fact]
    public async Task Who_lost_a_claim_can_neither_renew_nor_retry_it()
    {
        await SubscribeAsync();
        await SendAsync(Event("a"));
        var lost = await TakeOneAsync();
        LetClaimsRunOut();
        await TakeOneAsync();
        await _transport.RetryAsync(lost, TimeSpan.Zero, "too late", Ct);
        (await NothingMoreAsync()).ShouldBeTrue();
        Clock.Advance(IEventTransport.ClaimTime - TimeSpan.FromSeconds(1));
        await _transport.RenewAsync([lost], Ct);
        Clock.Advance(TimeSpan.FromSeconds(3));

        (await TakeOneAsync()).Attempt.ShouldBe(3);
    }

    [Fact]
    public async Task A_retry_comes_back_after_its_delay_with_a_higher_attempt()
    {
        await SubscribeAsync();
        await SendAsync(Event("a"));
        await _transport.RetryAsync(await TakeOneAsync(), TimeSpan.FromSeconds(5), "not yet", Ct);

        (await NothingMoreAsync()).ShouldBeTrue();
        Clock.Advance(TimeSpan.FromSeconds(6));
        (await TakeOneAsync()).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task A_retry_without_a_delay_comes_back_at_once()
    {
        await SubscribeAsync();
        await SendAsync(Event("a"));
        await _transport.RetryAsync(await TakeOneAsync(), TimeSpan.Zero, "again", Ct);

        (await TakeOneAsync()).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task An_attempt_that_is_taken_back_does_not_count()
    {
        await SubscribeAsync();
        await SendAsync(Event("a"));
        var delivery = await TakeOneAsync();
        await _transport.RetryAsync(delivery with { Attempt = delivery.Attempt - 1 }, TimeSpan.Zero, "stopping", Ct);

        (await TakeOneAsync()).Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task Events_behind_a_retry_keep_their_order()
    {
        await SubscribeAsync();
        await SendAsync(Event("a", 1), Event("a", 2));
        await _transport.RetryAsync(await TakeOneAsync(), TimeSpan.FromSeconds(5), "not yet", Ct);

        (await NothingMoreAsync()).ShouldBeTrue();
        Clock.Advance(TimeSpan.FromSeconds(6));
        var again = await TakeOneAsync();
        again.Event.Data.ShouldBe("1");
        await CompleteAsync(again);
        (await TakeOneAsync()).Event.Data.ShouldBe("2");
    }

    [Fact]
    public async Task A_subject_that_waits_for_its_retry_holds_up_no_other()
    {
        await SubscribeAsync();
        await SendAsync([.. Enumerable.Range(0, 20).Select(i => Event($"bad {i}"))]);
        foreach (var delivery in await TakeAsync(20))
        {
            await _transport.RetryAsync(delivery, TimeSpan.FromMinutes(10), "broken", Ct);
        }

        await SendAsync([.. Enumerable.Range(0, 100).Select(i => Event($"good {i}"))]);
        (await TakeAsync(100)).ShouldAllBe(delivery => delivery.Event.Subject.StartsWith("good"));
    }

    [Fact]
    public async Task A_retry_that_waits_survives_the_end_of_its_process()
    {
        await SubscribeAsync();
        await SendAsync(Event("a", 1), Event("a", 2));
        await _transport.RetryAsync(await TakeOneAsync(), TimeSpan.FromSeconds(5), "not yet", Ct);
        await ReopenAsync();
        Clock.Advance(TimeSpan.FromSeconds(6));

        var again = await TakeOneAsync();
        (again.Event.Data, again.Attempt).ShouldBe(("1", 2));
    }

    [Fact]
    public async Task A_completed_delivery_stays_completed_after_a_restart()
    {
        await SubscribeAsync();
        await SendAsync(Event("a"), Event("b"));
        var done = await TakeOneAsync();
        await CompleteAsync(done);
        await ReopenAsync();
        LetClaimsRunOut();

        (await TakeOneAsync()).Event.Subject.ShouldBe(done.Event.Subject == "a" ? "b" : "a");
        (await NothingMoreAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Completing_twice_is_harmless()
    {
        await SubscribeAsync();
        await SendAsync(Event("a", 1), Event("a", 2), Event("a", 3));
        var first = await TakeOneAsync();
        await CompleteAsync(first, first);
        await CompleteAsync(first);
        var second = await TakeOneAsync();
        second.Event.Data.ShouldBe("2");

        (await NothingMoreAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task An_event_of_a_group_is_not_finished_by_another_group()
    {
        await SubscribeAsync();
        await _transport.SubscribeAsync(OtherGroup, [Type], Ct);
        await SendAsync(Event("a"));
        await CompleteAsync(await TakeOneAsync());
        await TakeAsync(1, OtherGroup);
        LetClaimsRunOut();

        (await TakeAsync(1, OtherGroup))[0].Attempt.ShouldBe(2);
        (await NothingMoreAsync()).ShouldBeTrue();
    }
}
