using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.DeadLetters;
using DigitalDocs.Platform.Tests.Things;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Tests.Messaging.DeadLetters;

public sealed class BuryingTests : IAsyncLifetime
{
    private static readonly Guid Agency = Guid.CreateVersion7();
    private ThingsApp _app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await ThingsApp.StartAsync(Ct);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task An_event_that_fails_every_time_becomes_a_dead_letter_with_all_its_errors()
    {
        var poison = Guid.CreateVersion7();
        _app.Handled.Answer = made =>
            made.Id == poison ? throw new InvalidOperationException("no shelf 'Jane Roe'") : HandlerOutcome.Done;
        await _app.PublishAsync(poison, Agency, Ct);

        var letter = await DeadLetterAsync();

        letter.Handler.ShouldBe("things.WhenThingMade");
        (letter.Type, letter.Subject, letter.AgencyId).ShouldBe(("thing.made.v1", poison.ToString(), Agency));
        letter.State.ShouldBe(DeadLetter.Dead);
        letter.Attempts.ShouldBe(6);
        letter.LastError.ShouldStartWith("InvalidOperationException at ");
        letter.FirstFailedAt.ShouldBeLessThan(letter.LastFailedAt);
        var attempts = await _app.AsAsync(Agency, db => db.FailedAttempts.OrderBy(a => a.Id).ToListAsync(Ct));
        attempts.Select(attempt => attempt.Attempt).ShouldBe([1, 2, 3, 4, 5, 6]);
        ErrorChain.FromJson(attempts[0].Errors).Links.ShouldHaveSingleItem().Message.ShouldBe("no shelf …");
    }

    [Fact]
    public async Task Later_events_of_the_subject_go_on_after_it_is_buried()
    {
        var subject = Guid.CreateVersion7();
        var failing = true;
        _app.Handled.Answer = _ => Volatile.Read(ref failing) ? HandlerOutcome.Retry("not this one") : HandlerOutcome.Done;
        await _app.PublishAsync(subject, Agency, Ct);
        await DeadLetterAsync();

        Volatile.Write(ref failing, false);
        await _app.PublishAsync(subject, Agency, Ct);
        await Eventually.TrueAsync(
            () => _app.AsAsync(Agency, db => db.Things.AnyAsync(Ct)), "the later event has its effect", Ct);
    }

    [Fact]
    public async Task An_event_of_no_agency_is_buried_too()
    {
        _app.Handled.Answer = _ => HandlerOutcome.Retry("never");
        await _app.PublishAsync(Guid.CreateVersion7(), Guid.Empty, Ct);

        (await DeadLetterAsync(Guid.Empty)).AgencyId.ShouldBe(Guid.Empty);
        (await _app.AsAsync(Agency, db => db.DeadLetters.AnyAsync(Ct))).ShouldBeFalse();
    }

    [Fact]
    public async Task An_event_that_kills_its_process_again_and_again_is_buried_without_being_handled()
    {
        await using var app = await ThingsApp.StartAsync(Ct, HandOutTwentyTimesAsync);

        var letter = await DeadLetterAsync(Agency, app);

        letter.LastError.ShouldStartWith("Handed out 20 times");
        app.Handled.Seen.ShouldBeEmpty();
    }

    // As processes do that die before they can say what became of it.
    private static async Task HandOutTwentyTimesAsync(ThingsApp app)
    {
        const string Group = "things.WhenThingMade";
        var transport = app.Services.GetRequiredService<IEventTransport>();
        var thing = Guid.CreateVersion7();
        await transport.SubscribeAsync(Group, ["thing.made.v1"], Ct);
        await transport.SendAsync(
            [
                new EventEnvelope(
                    Guid.CreateVersion7(), "thing.made.v1", "things", thing.ToString(), app.Clock.GetUtcNow(), Agency,
                    "user:1", null, $$"""{"id":"{{thing}}","agency":"{{Agency}}"}"""),
            ],
            Ct);
        for (var i = 0; i < 20; i++)
        {
            await transport.ReceiveAsync(Group, 1, Ct);
            app.Clock.Advance(IEventTransport.ClaimTime + TimeSpan.FromSeconds(1));
        }
    }

    private async Task<DeadLetter> DeadLetterAsync(Guid? agency = null, ThingsApp? other = null)
    {
        var app = other ?? _app;
        DeadLetter? found = null;
        await Eventually.TrueAsync(
            async () =>
            {
                app.Clock.Advance(TimeSpan.FromMinutes(3));
                found = await app.AsAsync(agency ?? Agency, db => db.DeadLetters.SingleOrDefaultAsync(Ct));
                return found is not null;
            },
            "the dead letter",
            Ct);
        return found!;
    }
}
