using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.DeadLetters;
using DigitalDocs.Platform.Tests.Things;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Tests.Messaging;

public sealed class UpkeepTests : IAsyncLifetime
{
    private static readonly Guid Agency = Guid.CreateVersion7();
    private ThingsApp _app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await ThingsApp.StartAsync(Ct);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task What_was_handled_long_ago_is_forgotten_and_what_is_recent_is_not()
    {
        var old = await HandledAsync(days: 31);
        var recent = await HandledAsync(days: 29);

        await RunAsync(after: TimeSpan.FromHours(1));

        (await InboxAsync()).ShouldBe([recent]);
        old.ShouldNotBe(recent);
    }

    [Fact]
    public async Task A_process_that_just_started_forgets_nothing()
    {
        // After a long stop, what was unfinished comes again: only its inbox row keeps it from happening twice.
        var old = await HandledAsync(days: 400);

        await RunAsync(after: TimeSpan.FromMinutes(10));

        (await InboxAsync()).ShouldBe([old]);
    }

    [Fact]
    public async Task The_inbox_row_of_an_undecided_dead_letter_stays()
    {
        var old = await HandledAsync(days: 400);
        await BuriedAsync(old, DeadLetter.Dead);

        await RunAsync(after: TimeSpan.FromHours(1));

        (await InboxAsync()).ShouldBe([old]);
        (await _app.AsAsync(Agency, db => db.DeadLetters.CountAsync(Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task A_letter_that_was_decided_long_ago_goes_with_its_errors()
    {
        await BuriedAsync(Guid.CreateVersion7(), DeadLetter.Discarded);

        await RunAsync(after: TimeSpan.FromHours(1));

        (await _app.AsAsync(Agency, db => db.DeadLetters.CountAsync(Ct))).ShouldBe(0);
        (await _app.AsAsync(Agency, db => db.FailedAttempts.CountAsync(Ct))).ShouldBe(0);
    }

    private async Task RunAsync(TimeSpan after)
    {
        var upkeep = new MessagingUpkeep("things", _app.Clock);
        _app.Clock.Advance(after);
        await using var scope = _app.Services.CreateAsyncScope();
        await upkeep.RunAsync(scope.ServiceProvider, Ct);
    }

    private Task<List<Guid>> InboxAsync() => _app.AsAsync(Agency, db => db.Inbox.Select(entry => entry.EventId).ToListAsync(Ct));

    private Task<Guid> HandledAsync(int days) => _app.AsAsync(Agency, async db =>
    {
        var entry = new InboxEntry
        {
            Handler = "things.WhenThingMade",
            EventId = Guid.CreateVersion7(),
            HandledAt = _app.Clock.GetUtcNow().AddDays(-days),
        };
        db.Inbox.Add(entry);
        await db.SaveChangesAsync(Ct);
        return entry.EventId;
    });

    private Task<int> BuriedAsync(Guid eventId, string state) => _app.AsAsync(Agency, async db =>
    {
        var then = _app.Clock.GetUtcNow().AddDays(-400);
        var item = new EventEnvelope(eventId, "thing.made.v1", "things", "1", then, Agency, "user:1", null, "{}");
        await DeadLetterStore.FailAsync(
            db, new Delivery("things.WhenThingMade", "1", 21, item), ErrorChain.OfPoison(20), then, Ct);
        return await db.DeadLetters.ExecuteUpdateAsync(
            set => set.SetProperty(letter => letter.State, state).SetProperty(letter => letter.DecidedAt, then), Ct);
    });
}
