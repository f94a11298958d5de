using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Tests.Things;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Tests.Messaging;

public sealed class DispatchingTests : IAsyncLifetime
{
    private static readonly Guid Agency = Guid.CreateVersion7();
    private ThingsApp _app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await ThingsApp.StartAsync(Ct);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_committed_event_is_handled()
    {
        var id = await PublishAsync();

        await Eventually.TrueAsync(async () => await EffectsOfAsync(id) == 1, "the effect", Ct);
        _app.Handled.Seen.ShouldContain(id);
    }

    [Fact]
    public async Task An_event_whose_transaction_failed_is_never_told()
    {
        var id = Guid.CreateVersion7();
        await Should.ThrowAsync<DbUpdateException>(_app.AsAsync(Agency, async db =>
        {
            var thing = new Thing { Id = Guid.CreateVersion7(), Name = null! };
            db.Things.Add(thing);
            db.Publish(new ThingMade(id, Agency));
            return await db.SaveChangesAsync(Ct);
        }));
        var after = await PublishAsync();

        await Eventually.TrueAsync(() => Task.FromResult(_app.Handled.Seen.Contains(after)), "the event is seen", Ct);
        _app.Handled.Seen.ShouldNotContain(id);
    }

    [Fact]
    public async Task A_repeated_delivery_has_no_second_effect()
    {
        var id = await PublishAsync();
        await Eventually.TrueAsync(async () => await EffectsOfAsync(id) == 1, "the effect", Ct);
        var handled = await _app.AsAsync(Agency, db => db.Inbox.SingleAsync(Ct));

        // As after a crash between the effect and its report: the same event comes again, under another position.
        var binding = _app.Services.GetServices<HandlerBinding>().Single();
        await using var scope = _app.Services.CreateAsyncScope();
        var outcome = await binding.InvokeAsync(
            scope.ServiceProvider,
            new EventEnvelope(handled.EventId, "thing.made.v1", "things", id.ToString(), _app.Clock.GetUtcNow(), Agency, "x", null, "{}"),
            Ct);

        outcome.ShouldBe(HandlerOutcome.Done);
        (await EffectsOfAsync(id)).ShouldBe(1);
    }

    [Fact]
    public async Task A_delayed_event_waits_in_the_outbox_until_it_is_due()
    {
        var later = Guid.CreateVersion7();
        await _app.AsAsync(Agency, db =>
        {
            db.Publish(new ThingMade(later, Agency), _app.Clock.GetUtcNow() + TimeSpan.FromHours(1));
            return db.SaveChangesAsync(Ct);
        });
        var now = await PublishAsync();
        await Eventually.TrueAsync(async () => await EffectsOfAsync(now) == 1, "the effect of the other", Ct);
        _app.Handled.Seen.ShouldNotContain(later);
        (await _app.AsAsync(Agency, db => db.Outbox.CountAsync(Ct))).ShouldBe(1);

        _app.Clock.Advance(TimeSpan.FromHours(2));
        await Eventually.TrueAsync(async () => await EffectsOfAsync(later) == 1, "the effect", Ct);
        (await _app.AsAsync(Agency, db => db.Outbox.CountAsync(Ct))).ShouldBe(0);
    }

    [Fact]
    public async Task A_failing_handler_is_retried_until_it_succeeds()
    {
        var failures = 2;
        _app.Handled.Answer = _ => failures-- > 0 ? throw new InvalidOperationException("not now") : HandlerOutcome.Done;
        var id = await PublishAsync();

        await Eventually.TrueAsync(
            async () =>
            {
                _app.Clock.Advance(TimeSpan.FromSeconds(7));
                return await EffectsOfAsync(id) == 1;
            },
            "the retries",
            Ct);
        _app.Handled.Seen.Count(seen => seen == id).ShouldBe(3);
    }

    [Fact]
    public async Task A_handler_that_always_fails_on_one_subject_stops_no_other()
    {
        var poison = Guid.CreateVersion7();
        _app.Handled.Answer = made => made.Id == poison ? HandlerOutcome.Retry("poison") : HandlerOutcome.Done;
        await PublishAsync(poison);
        var good = await PublishAsync();

        await Eventually.TrueAsync(async () => await EffectsOfAsync(good) == 1, "the effect", Ct);
        await Eventually.TrueAsync(
            () =>
            {
                _app.Clock.Advance(TimeSpan.FromMinutes(3));
                return Task.FromResult(_app.Handled.Seen.Count(seen => seen == poison) == 6);
            },
            "the retries",
            Ct);
    }

    [Fact]
    public async Task Events_of_a_subject_are_handled_in_order()
    {
        var order = new List<Guid>();
        _app.Handled.Answer = made =>
        {
            lock (order)
            {
                order.Add(made.Agency);
            }

            return HandlerOutcome.Done;
        };
        var subject = Guid.CreateVersion7();
        var agencies = Enumerable.Range(0, 30).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var agency in agencies)
        {
            await PublishAsync(subject, agency);
        }

        await Eventually.TrueAsync(() => Task.FromResult(order.Count == agencies.Count), "the event is seen", Ct);
        order.ShouldBe(agencies);
    }

    private async Task<Guid> PublishAsync(Guid? id = null, Guid? agency = null)
    {
        var made = new ThingMade(id ?? Guid.CreateVersion7(), agency ?? Agency);
        await _app.AsAsync(made.Agency, db =>
        {
            db.Publish(made);
            return db.SaveChangesAsync(Ct);
        });
        return made.Id;
    }

    private Task<int> EffectsOfAsync(Guid id) =>
        _app.AsAsync(Agency, db => db.Things.CountAsync(thing => thing.Name == $"for {id}", Ct));
}
