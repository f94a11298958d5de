using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Messaging.DeadLetters;

/// <summary>One replay of one dead letter, from its claim to its end.</summary>
internal sealed class DeadLetterReplay(
    HandlerRunner runner,
    IEnumerable<HandlerBinding> bindings,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<DeadLetterReplay> log)
{
    // A replay that takes its process down is not begun for ever.
    private const int MostStarts = 3;
    private static readonly TimeSpan ClaimTime = IEventTransport.ClaimTime;

    /// <param name="letter">As it was read; another copy may have it by now.</param>
    public async Task RunAsync(string service, DeadLetter letter, CancellationToken ct)
    {
        if (!await ClaimAsync(service, letter, ct))
        {
            return;
        }

        var delivery = new Delivery(letter.Handler, $"dead:{letter.Id}", letter.Attempts + 1, letter.ToEnvelope());
        if (letter.Starts >= MostStarts)
        {
            await EndAsync(service, letter, delivery, ErrorChain.OfPoison(letter.Starts));
            return;
        }

        if (bindings.FirstOrDefault(binding => binding.Group == letter.Handler) is not { } binding)
        {
            await EndAsync(service, letter, delivery, ErrorChain.OfRetry($"This version has no handler {letter.Handler}.", ""));
            return;
        }

        using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var renewing = RenewAsync(service, letter, done.Token);
        var result = await runner.RunAsync(binding, delivery, ct);
        await done.CancelAsync();
        await renewing;
        if (result.Errors is not null && ct.IsCancellationRequested)
        {
            await ReleaseAsync(service, letter);
            return;
        }

        await EndAsync(service, letter, delivery, result.Errors);
    }

    private async Task<bool> ClaimAsync(string service, DeadLetter letter, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var until = now + ClaimTime;
        await using var scope = Enter(service, letter);
        return await Claimable(scope, service, letter)
            .Where(row => row.ClaimedUntil == null || row.ClaimedUntil < now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.ClaimedUntil, until).SetProperty(row => row.Starts, row => row.Starts + 1),
                ct) == 1;
    }

    private async Task RenewAsync(string service, DeadLetter letter, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(ClaimTime / 4, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                var until = clock.GetUtcNow() + ClaimTime;
                await using var scope = Enter(service, letter);
                await Claimable(scope, service, letter)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.ClaimedUntil, until), ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            log.RenewFailed(exception);
        }
    }

    // The process is stopping: another one may begin at once, and this start does not count.
    private async Task ReleaseAsync(string service, DeadLetter letter)
    {
        await using var scope = Enter(service, letter);
        await Claimable(scope, service, letter).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.ClaimedUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.Starts, row => row.Starts - 1),
            CancellationToken.None);
    }

    private async Task EndAsync(string service, DeadLetter letter, Delivery delivery, ErrorChain? errors)
    {
        var now = clock.GetUtcNow();
        await using var scope = Enter(service, letter);
        var db = scope.ServiceProvider.GetRequiredKeyedService<ServiceDb>(service);

        // Whoever came second fails on the inbox row of the first: the effect is there, that is no failure.
        if (errors is not null && await db.Inbox.AnyAsync(
            entry => entry.Handler == letter.Handler && entry.EventId == letter.EventId))
        {
            errors = null;
        }

        var row = await db.DeadLetters.SingleOrDefaultAsync(found => found.Id == letter.Id);
        if (row is null || (errors is null ? !row.EndWell() : !row.EndBadly(errors.Summary, now)))
        {
            return;
        }

        if (errors is null)
        {
            db.Record("dead-letter.replayed", "dead-letter", letter.Id);
        }
        else
        {
            DeadLetterStore.AddFailure(db, delivery, errors, replay: true, now);
            db.Record("dead-letter.replayed", "dead-letter", letter.Id, "failed");
        }

        await db.SaveChangesAsync();
        await DeadLetterStore.TrimFailuresAsync(db, letter.Handler, letter.EventId, CancellationToken.None);
    }

    private static IQueryable<DeadLetter> Claimable(AsyncServiceScope scope, string service, DeadLetter letter) =>
        scope.ServiceProvider.GetRequiredKeyedService<ServiceDb>(service).DeadLetters
            .Where(row => row.Id == letter.Id && row.State == DeadLetter.Replaying);

    private AsyncServiceScope Enter(string service, DeadLetter letter)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().BecomeService(service, letter.AgencyId);
        return scope;
    }
}
