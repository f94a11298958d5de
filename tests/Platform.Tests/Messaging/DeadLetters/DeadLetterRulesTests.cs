using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Messaging.DeadLetters;
using DigitalDocs.Platform.Tests.Things;

namespace DigitalDocs.Platform.Tests.Messaging.DeadLetters;

public sealed class DeadLetterRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_dead_letter_is_replayed_with_the_corrected_payload_and_keeps_the_original()
    {
        var letter = Letter();
        letter.Replay(Guid.CreateVersion7(), """{"a":2}""", "user:1", "fixed", Now).ShouldBeNull();

        (letter.State, letter.ToEnvelope().Data).ShouldBe((DeadLetter.Replaying, """{"a":2}"""));
        letter.Data.ShouldStartWith("""{"id":""");
        (letter.DecidedBy, letter.Reason, letter.Revision).ShouldBe(("user:1", "fixed", 2));
    }

    [Theory]
    [InlineData(DeadLetter.Replaying)]
    [InlineData(DeadLetter.Replayed)]
    public void What_is_decided_is_not_decided_again(string state)
    {
        var letter = Letter(state);

        letter.Replay(Guid.CreateVersion7(), null, "user:1", null, Now)!.Code.ShouldBe("dead_letter_decided");
        letter.Discard("user:1", "why", Now)!.Status.ShouldBe(409);
        letter.Revision.ShouldBe(1);
    }

    [Fact]
    public void What_was_discarded_by_mistake_can_be_replayed() =>
        Letter(DeadLetter.Discarded).Replay(Guid.CreateVersion7(), null, "user:1", null, Now).ShouldBeNull();

    [Fact]
    public void A_failed_replay_is_dead_again_with_the_new_error()
    {
        var letter = Letter(DeadLetter.Replaying);

        letter.EndBadly("still broken", Now).ShouldBeTrue();
        (letter.State, letter.LastError, letter.Attempts, letter.LastFailedAt).ShouldBe((DeadLetter.Dead, "still broken", 7, Now));
    }

    [Fact]
    public void A_replay_that_another_process_ended_is_not_ended_badly()
    {
        var letter = Letter(DeadLetter.Replayed);

        letter.EndBadly("late", Now).ShouldBeFalse();
        letter.State.ShouldBe(DeadLetter.Replayed);
    }

    [Fact]
    public void An_effect_that_is_there_counts_even_when_another_process_gave_up() =>
        Letter(DeadLetter.Dead).EndWell().ShouldBeTrue();

    [Theory]
    [InlineData("""{"id":"0198f000-0000-7000-8000-000000000001","agency":"0198f000-0000-7000-8000-0000000000aa"}""", null, null)]
    [InlineData("""{"id":"0198f000-0000-7000-8000-000000000001","agency":"0198f000-0000-7000-8000-0000000000aa","x":1}""", "payload.x", "not known")]
    [InlineData("""{"id":"0198f000-0000-7000-8000-000000000001"}""", "payload.agency", "missing")]
    [InlineData("""{"id":7,"agency":"0198f000-0000-7000-8000-0000000000aa"}""", "payload.id", "wrong type")]
    [InlineData("""{"id":"0198f000-0000-7000-8000-000000000002","agency":"0198f000-0000-7000-8000-0000000000aa"}""", "payload", "another resource")]
    [InlineData("""{"id":"0198f000-0000-7000-8000-000000000001","agency":"0198f000-0000-7000-8000-0000000000bb"}""", "payload", "another agency")]
    [InlineData("null", "payload", "null")]
    [InlineData("[]", "payload", "cannot be read")]
    public void A_corrected_payload_is_held_against_the_events_contract(string json, string? member, string? message)
    {
        var failure = PayloadReading.Of<ThingMade>(json).Check(Letter());

        failure?.Status.ShouldBe(422);
        failure?.Code.ShouldBe("payload_invalid");
        (failure?.Errors!.Single().Key).ShouldBe(member);
        if (message is not null)
        {
            failure!.Errors!.Single().Value.Single().ShouldContain(message);
        }
    }

    [Theory]
    [InlineData("0198f000-0000-7000-8000-0000000000bb/documents/text.json")]
    [InlineData("0198F000000070008000-0000000000BB")]
    [InlineData(@"\u0030198f000-0000-7000-8000-0000000000bb")]
    public void A_correction_names_no_resource_that_the_event_does_not_name(string place)
    {
        var json = $$"""{"id":"0198f000-0000-7000-8000-000000000001","agency":"0198f000-0000-7000-8000-0000000000aa","file":"{{place}}"}""";

        PayloadReading.Of<FileMade>(json).Check(Letter())!.Errors!.Single().Value.Single().ShouldContain("names a resource");
    }

    [Fact]
    public void A_correction_of_anything_else_is_fine() =>
        PayloadReading.Of<FileMade>(
            """{"id":"0198f000-0000-7000-8000-000000000001","agency":"0198f000-0000-7000-8000-0000000000aa","file":"page 7"}""")
            .Check(Letter()).ShouldBeNull();

    private sealed record FileMade(Guid Id, Guid Agency, string File) : IEvent
    {
        public static string EventType => "file.made.v1";

        public string Subject => Id.ToString();

        public Guid? AgencyId => Agency;
    }

    private static DeadLetter Letter(string state = DeadLetter.Dead) => new()
    {
        Id = Guid.CreateVersion7(),
        AgencyId = new("0198f000-0000-7000-8000-0000000000aa"),
        Handler = "things.WhenThingMade",
        EventId = Guid.CreateVersion7(),
        Type = "thing.made.v1",
        Source = "things",
        Subject = "0198f000-0000-7000-8000-000000000001",
        Time = Now,
        Actor = "user:1",
        Data = """{"id":"0198f000-0000-7000-8000-000000000001","agency":"0198f000-0000-7000-8000-0000000000aa"}""",
        State = state,
        Attempts = 6,
        LastError = "broken",
        FirstFailedAt = Now,
        LastFailedAt = Now,
        BuriedAt = Now,
    };
}
