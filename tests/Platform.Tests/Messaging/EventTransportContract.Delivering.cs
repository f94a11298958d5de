using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Platform.Tests.Messaging;

/// <summary>Who gets which events.</summary>
public abstract partial class EventTransportContract
{
    [Fact]
    public async Task An_event_reaches_a_subscribed_group()
    {
        await SubscribeAsync();
        var sent = Event("a");
        await SendAsync(sent);

        var delivery = await TakeOneAsync();
        delivery.Event.ShouldBe(sent);
        delivery.Attempt.ShouldBe(1);
        delivery.Group.ShouldBe(Group);
    }

    [Fact]
    public async Task Every_attribute_arrives_as_it_was_sent()
    {
        await SubscribeAsync();
        var full = Event("a") with
        {
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Actor = "user:Zoë \"Z\" Müller",
            Time = new DateTimeOffset(2026, 5, 4, 9, 0, 0, 123, TimeSpan.Zero),
        };
        var bare = Event("b") with { AgencyId = null, TraceParent = null };
        await SendAsync(full, bare);

        (await TakeAsync(2)).Select(delivery => delivery.Event).ShouldBe([full, bare], ignoreOrder: true);
    }

    [Fact]
    public async Task Every_group_gets_its_own_copy()
    {
        await SubscribeAsync();
        await _transport.SubscribeAsync(OtherGroup, [Type], Ct);
        await SendAsync(Event("a"));

        await CompleteAsync(await TakeOneAsync());
        (await TakeAsync(1, OtherGroup))[0].Event.Subject.ShouldBe("a");
    }

    [Fact]
    public async Task A_group_that_was_away_gets_what_was_sent_meanwhile()
    {
        await SubscribeAsync();
        await SendAsync(Event("a"), Event("b"));
        await ReopenAsync();

        (await TakeAsync(2)).Select(d => d.Event.Subject).ShouldBe(["a", "b"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_group_none_of_whose_processes_run_keeps_what_others_have_finished()
    {
        await SubscribeAsync();
        await _transport.SubscribeAsync(OtherGroup, [Type], Ct);
        await SendAsync([.. Enumerable.Range(0, 50).Select(i => Event($"s{i}"))]);
        await CompleteAsync([.. await TakeAsync(50)]);
        await ReopenAsync();

        (await TakeAsync(50, OtherGroup)).Count.ShouldBe(50);
    }

    [Fact]
    public async Task A_group_that_subscribes_late_gets_what_is_sent_from_then_on()
    {
        await SubscribeAsync();
        await SendAsync(Event("a"));
        await CompleteAsync(await TakeOneAsync());
        await _transport.SubscribeAsync(OtherGroup, [Type], Ct);
        var later = Event("b");
        await SendAsync(later);

        var arrived = new List<Delivery>();
        while (arrived.TrueForAll(delivery => delivery.Event.Id != later.Id))
        {
            arrived.AddRange(await TakeAsync(1, OtherGroup));
        }
    }

    [Fact]
    public async Task A_group_does_not_get_types_it_did_not_ask_for()
    {
        await SubscribeAsync();
        await SendAsync(Event("x") with { Type = OtherType }, Event("a"));

        (await TakeOneAsync()).Event.Subject.ShouldBe("a");
        (await NothingMoreAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_group_of_several_types_gets_them_in_the_order_of_their_subject()
    {
        await SubscribeAsync(Type, OtherType);
        await SendAsync(Event("a", 1), Event("a", 2) with { Type = OtherType }, Event("a", 3));

        var seen = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var delivery = await TakeOneAsync();
            seen.Add($"{delivery.Event.Type} {delivery.Event.Data}");
            await CompleteAsync(delivery);
        }

        seen.ShouldBe([$"{Type} 1", $"{OtherType} 2", $"{Type} 3"]);
    }

    [Fact]
    public async Task A_subscription_that_is_repeated_changes_nothing()
    {
        await SubscribeAsync();
        await SendAsync(Event("a"));
        await SubscribeAsync();
        await SendAsync(Event("b"));

        await CompleteAsync([.. await TakeAsync(2)]);
        (await NothingMoreAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_group_that_changes_its_types_gets_the_new_and_no_longer_the_old()
    {
        await SubscribeAsync(Type, OtherType);
        await SubscribeAsync(Type, ThirdType);
        await SendAsync(Event("a") with { Type = OtherType }, Event("b") with { Type = ThirdType });

        (await TakeOneAsync()).Event.Subject.ShouldBe("b");
        (await NothingMoreAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task An_event_that_nobody_wants_is_accepted()
    {
        await SubscribeAsync();
        await SendAsync(Event("x") with { Type = OtherType });
        await SendAsync(Event("a"));

        (await TakeOneAsync()).Event.Subject.ShouldBe("a");
    }

    [Fact]
    public async Task Sending_nothing_is_no_error()
    {
        await SubscribeAsync();
        await SendAsync();

        (await NothingMoreAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task An_event_sent_twice_is_delivered_once()
    {
        await SubscribeAsync();
        var sent = Event("a");
        await SendAsync(sent);
        await SendAsync(sent, Event("b"));

        await CompleteAsync([.. await TakeAsync(2)]);
        (await NothingMoreAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task An_event_sent_again_by_another_process_after_it_was_handled_is_not_delivered_again()
    {
        await SubscribeAsync();
        var sent = Event("a");
        await SendAsync(sent);
        await CompleteAsync(await TakeOneAsync());
        var other = await OpenAsync();
        await other.SendAsync([sent], Ct);

        (await NothingMoreAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Text_of_every_script_survives()
    {
        await SubscribeAsync();
        var sent = Event("Größe 深圳 🏠 \u202eעברית") with { Data = """{"name":"Łódź — \"Ünïcode\" \\ 漢字 😀\n","n":1.50}""" };
        await SendAsync(sent);

        (await TakeOneAsync()).Event.ShouldBe(sent);
    }

    [Theory]
    [InlineData("{a}:b*c?[d]")]
    [InlineData("a b\tc\nd")]
    [InlineData("a|b/c.#.d")]
    [InlineData("'; DROP TABLE messages; --")]
    public async Task A_subject_is_only_a_name(string subject)
    {
        await SubscribeAsync();
        await SendAsync(Event(subject, 1), Event(subject, 2));

        var first = await TakeOneAsync();
        first.Event.Subject.ShouldBe(subject);
        await CompleteAsync(first);
        (await TakeOneAsync()).Event.Data.ShouldBe("2");
    }

    [Fact]
    public async Task A_payload_of_250_kilobytes_travels_with_its_event()
    {
        await SubscribeAsync();
        var sent = Event("a") with { Data = $"\"{new string('x', 250_000)}\"" };
        await SendAsync(sent);

        (await TakeOneAsync()).Event.Data.ShouldBe(sent.Data);
    }

    [Fact]
    public async Task Many_subjects_are_all_delivered_once()
    {
        await SubscribeAsync();
        await SendAsync([.. Enumerable.Range(0, 500).Select(i => Event($"s{i}"))]);
        await SendAsync([.. Enumerable.Range(500, 500).Select(i => Event($"s{i}"))]);

        var subjects = new List<string>();
        while (subjects.Count < 1000)
        {
            var batch = await TakeAsync(Math.Min(100, 1000 - subjects.Count));
            subjects.AddRange(batch.Select(delivery => delivery.Event.Subject));
            await CompleteAsync([.. batch]);
        }

        subjects.Distinct().Count().ShouldBe(1000);
        (await NothingMoreAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Several_may_send_at_once()
    {
        await SubscribeAsync();
        var other = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(sender => Task.Run(
            async () =>
            {
                for (var i = 0; i < 5; i++)
                {
                    await (sender % 2 == 0 ? _transport : other).SendAsync([.. Events($"sender {sender} {i}", 1)], Ct);
                }
            },
            Ct)));

        (await TakeAsync(40)).Select(delivery => delivery.Event.Subject).Distinct().Count().ShouldBe(40);
    }
}
