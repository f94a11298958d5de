using System.Collections.Concurrent;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Messaging;

/// <summary>Order per subject, and processes that share a group.</summary>
public abstract partial class EventTransportContract
{
    [Fact]
    public async Task A_later_event_of_a_subject_waits_for_the_earlier_one()
    {
        await SubscribeAsync();
        await SendAsync(Event("a", 1), Event("a", 2), Event("b", 1));

        var first = await TakeAsync(2);
        first.Select(d => d.Event.Data).ShouldBe(["1", "1"]);
        (await NothingMoreAsync()).ShouldBeTrue();
        await CompleteAsync([.. first]);

        var second = await TakeOneAsync();
        (second.Event.Subject, second.Event.Data).ShouldBe(("a", "2"));
    }

    [Fact]
    public async Task What_one_agency_has_waiting_by_the_thousand_does_not_hold_up_another()
    {
        await SubscribeAsync();
        var busy = Guid.CreateVersion7();
        await SendAsync([.. Enumerable.Range(0, 1000).Select(i => Event($"busy {i}") with { AgencyId = busy })]);
        var quiet = Event("quiet");
        await SendAsync(quiet);

        // A handler takes a while for its first; a broker that pushes brings the others meanwhile.
        await CompleteAsync(await TakeOneAsync());
        await Task.Delay(TimeSpan.FromSeconds(1), Ct);
        var before = 0;
        while (true)
        {
            var batch = await TakeAsync(2);
            await CompleteAsync([.. batch]);
            if (batch.Exists(delivery => delivery.Event.Id == quiet.Id))
            {
                break;
            }

            before += batch.Count;
        }

        before.ShouldBeLessThan(30);
    }

    [Fact]
    public async Task A_subject_is_handed_out_in_the_order_of_sending_over_several_batches()
    {
        await SubscribeAsync();
        await SendAsync([.. Events("a", 10)]);
        await SendAsync([.. Enumerable.Range(11, 10).Select(i => Event("a", i))]);

        for (var i = 1; i <= 20; i++)
        {
            var delivery = await TakeOneAsync();
            delivery.Event.Data.ShouldBe($"{i}");
            await CompleteAsync(delivery);
        }
    }

    [Fact]
    public async Task Subjects_keep_their_order_when_two_processes_compete()
    {
        await SubscribeAsync();
        var other = await OpenAsync();
        await other.SubscribeAsync(Group, [Type], Ct);
        var seen = new ConcurrentDictionary<string, ConcurrentQueue<int>>();
        var left = new CountdownEvent(200);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var workers = new[] { _transport, other, _transport }.Select(transport => Task.Run(
            async () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    IReadOnlyList<Delivery> batch;
                    try
                    {
                        batch = await transport.ReceiveAsync(Group, 3, enough.Token);
                    }
                    catch (OperationCanceledException)
                    {
                        return;
                    }

                    foreach (var delivery in batch)
                    {
                        seen.GetOrAdd(delivery.Event.Subject, _ => new()).Enqueue(int.Parse(delivery.Event.Data, null));
                        await Task.Yield();
                        left.Signal();
                    }

                    await transport.CompleteAsync(batch, Ct);
                }
            },
            Ct)).ToArray();

        for (var i = 1; i <= 20; i++)
        {
            await SendAsync([.. Enumerable.Range(0, 10).Select(subject => Event($"s{subject}", i))]);
        }

        await Task.Run(() => left.Wait(TimeSpan.FromSeconds(60), Ct), Ct);
        await enough.CancelAsync();
        await Task.WhenAll(workers);
        seen.Count.ShouldBe(10);
        seen.Values.ShouldAllBe(order => order.SequenceEqual(Enumerable.Range(1, 20)));
    }

    [Fact]
    public async Task Two_receivers_never_get_the_same_delivery()
    {
        await SubscribeAsync();
        await SendAsync([.. Enumerable.Range(0, 100).Select(i => Event($"s{i}"))]);

        var batches = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TakeAsync(25)));
        batches.SelectMany(batch => batch).Select(d => d.Event.Subject).Distinct().Count().ShouldBe(100);
    }

    [Fact]
    public async Task No_more_is_handed_out_than_was_asked_for()
    {
        await SubscribeAsync();
        await SendAsync([.. Enumerable.Range(0, 20).Select(i => Event($"s{i}"))]);
        await TakeAsync(5);

        (await _transport.ReceiveAsync(Group, 3, Ct)).Count.ShouldBeInRange(1, 3);
    }

    [Fact]
    public async Task A_waiting_receiver_is_woken_by_a_new_event()
    {
        await SubscribeAsync();
        var waiting = TakeOneAsync();
        await SendAsync(Event("a"));

        (await waiting).Event.Subject.ShouldBe("a");
    }

    [Fact]
    public async Task A_waiting_receiver_is_woken_by_an_event_of_another_process()
    {
        await SubscribeAsync();
        var waiting = TakeOneAsync();
        var other = await OpenAsync();
        await other.SendAsync([Event("a")], Ct);

        (await waiting).Event.Subject.ShouldBe("a");
    }

    [Fact]
    public async Task A_receiver_that_is_told_to_stop_stops_and_loses_nothing()
    {
        await SubscribeAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var waiting = _transport.ReceiveAsync(Group, 10, stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        await SendAsync(Event("a"));

        (await TakeOneAsync()).Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task Stopping_while_events_come_in_loses_none()
    {
        await SubscribeAsync();
        var arrived = new List<Guid>();
        var sent = new List<Guid>();
        for (var round = 0; round < 20; round++)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            var receiving = _transport.ReceiveAsync(Group, 10, stop.Token);
            var item = Event($"s{round}");
            sent.Add(item.Id);
            await Task.WhenAll(SendAsync(item), stop.CancelAsync());
            try
            {
                var batch = await receiving;
                arrived.AddRange(batch.Select(delivery => delivery.Event.Id));
                await _transport.CompleteAsync(batch, Ct);
            }
            catch (OperationCanceledException)
            {
                continue;
            }
        }

        while (arrived.Count < sent.Count)
        {
            var delivery = await TakeOneAsync();
            arrived.Add(delivery.Event.Id);
            await CompleteAsync(delivery);
        }

        arrived.ShouldBe(sent, ignoreOrder: true);
    }

    [Fact]
    public async Task A_slow_consumer_gets_everything_in_its_own_time()
    {
        await SubscribeAsync();
        for (var batch = 0; batch < 6; batch++)
        {
            await SendAsync([.. Enumerable.Range(batch * 500, 500).Select(i => Event($"s{i % 700}", i))]);
        }

        (await _transport.LengthAsync(Group, Ct)).ShouldBe(3000);
        var handled = new List<Delivery>();
        while (handled.Count < 3000)
        {
            var batch = await _transport.ReceiveAsync(Group, 60, Ct);
            handled.AddRange(batch);
            await _transport.CompleteAsync(batch, Ct);
        }

        handled.GroupBy(delivery => delivery.Event.Subject).ShouldAllBe(subject =>
            subject.Select(delivery => int.Parse(delivery.Event.Data, null)).SequenceEqual(
                subject.Select(delivery => int.Parse(delivery.Event.Data, null)).Order()));
    }

    [Fact]
    public async Task The_length_counts_what_is_not_finished()
    {
        await SubscribeAsync();
        await _transport.SubscribeAsync(OtherGroup, [Type], Ct);
        (await _transport.LengthAsync(Group, Ct)).ShouldBe(0);
        await SendAsync(Event("a", 1), Event("a", 2), Event("b"));
        (await _transport.LengthAsync(Group, Ct)).ShouldBe(3);
        await CompleteAsync([.. await TakeAsync(2)]);

        await LengthBecomesAsync(1, Group);
        await CompleteAsync(await TakeOneAsync());
        await LengthBecomesAsync(0, Group);
        await LengthBecomesAsync(3, OtherGroup);
    }

    // A broker counts what it was told a moment ago.
    private Task LengthBecomesAsync(long length, string group) => Eventually.TrueAsync(
        async () => await _transport.LengthAsync(group, Ct) == length, $"a length of {length}", Ct);
}
