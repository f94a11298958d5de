using System.Collections.Concurrent;
using System.Threading.Channels;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Messaging.DeadLetters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Messaging;

/// <summary>Receives for every handler of this process, runs them in scopes of their own, and reports the outcome.</summary>
internal sealed class EventDispatcher(
    HandlerRunner runner,
    IEventTransport transport,
    IEnumerable<HandlerBinding> bindings,
    IOptions<EventsOptions> options,
    Subscriptions subscriptions,
    TimeProvider clock,
    ILogger<EventDispatcher> log) : BackgroundService
{
    // When not even the failure could be written down: the store is away, which is not the event's fault.
    private static readonly TimeSpan StoreIsAway = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string, string), Delivery> _running = new();
    private readonly Channel<Delivery> _finished = Channel.CreateUnbounded<Delivery>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await SubscribeAsync(stoppingToken))
        {
            return;
        }

        // Claims are renewed and finished deliveries reported until the last handler has ended.
        using var drained = new CancellationTokenSource();
        var companions = Task.WhenAll(RenewAsync(drained.Token), ReportAsync());
        await Task.WhenAll(bindings.Select(binding => PumpAsync(binding, stoppingToken)));
        _finished.Writer.Complete();
        await drained.CancelAsync();
        await companions;
    }

    // A process may start while the broker is away: it serves requests, and handles events as soon as it can.
    private async Task<bool> SubscribeAsync(CancellationToken ct)
    {
        var open = subscriptions.Wanted;
        while (open.Count > 0)
        {
            var failures = await Task.WhenAll(open.Select(wanted => TrySubscribeAsync(wanted.Group, wanted.EventType, ct)));
            if (ct.IsCancellationRequested)
            {
                return false;
            }

            open = [.. open.Zip(failures).Where(pair => pair.Second is not null).Select(pair => pair.First)];
            if (open.Count > 0)
            {
                log.ReceiveFailed(open[0].Group, failures.First(failure => failure is not null)!);
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, ct)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        subscriptions.Tell();
        return true;
    }

    private async Task<Exception?> TrySubscribeAsync(string group, string eventType, CancellationToken ct)
    {
        try
        {
            await transport.SubscribeAsync(group, [eventType], ct);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private async Task PumpAsync(HandlerBinding binding, CancellationToken ct)
    {
        using var slots = new SemaphoreSlim(binding.Parallelism, binding.Parallelism);
        var pace = new HandlerPace();
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await slots.WaitAsync(ct);
                slots.Release();
                var most = pace.IsQuick ? binding.Parallelism : slots.CurrentCount;
                var received = await transport.ReceiveAsync(binding.Group, most, ct);

                // Those that wait for a slot are in work too: their claims are renewed.
                foreach (var delivery in received)
                {
                    _running[(delivery.Group, delivery.Mark)] = delivery;
                }

                foreach (var delivery in received)
                {
                    await slots.WaitAsync(CancellationToken.None);
                    _ = RunAsync(binding, delivery, slots, pace, ct);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                log.ReceiveFailed(binding.Group, exception);
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, ct)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        for (var slot = 0; slot < binding.Parallelism; slot++)
        {
            await slots.WaitAsync(CancellationToken.None);
        }
    }

    private async Task RunAsync(
        HandlerBinding binding, Delivery delivery, SemaphoreSlim slots, HandlerPace pace, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        try
        {
            if (delivery.Attempt > options.Value.PoisonAttempts)
            {
                await FailAsync(binding, delivery, ErrorChain.OfPoison(delivery.Attempt - 1));
            }
            else
            {
                await SettleAsync(binding, delivery, await runner.RunAsync(binding, delivery, ct), ct);
            }
        }
        catch (Exception exception)
        {
            // The outcome could not be reported: the claim runs out and the event is handed out again.
            log.ReportFailed(binding.Group, delivery.Event.Id, exception);
        }
        finally
        {
            _running.TryRemove((delivery.Group, delivery.Mark), out _);
            pace.Note(clock.GetElapsedTime(began));
            slots.Release();
        }
    }

    private async Task SettleAsync(
        HandlerBinding binding, Delivery delivery, HandlerResult result, CancellationToken ct)
    {
        switch (result.Outcome)
        {
            case HandlerOutcome.RetryOutcome retry when ct.IsCancellationRequested:
                await transport.RetryAsync(Untried(delivery), TimeSpan.Zero, retry.Reason, CancellationToken.None);
                break;
            case HandlerOutcome.RetryOutcome:
                await FailAsync(binding, delivery, result.Errors!);
                break;
            case HandlerOutcome.DropOutcome drop:
                log.Dropped(delivery.Group, delivery.Event.Id, drop.Reason);
                _finished.Writer.TryWrite(delivery);
                break;
            default:
                _finished.Writer.TryWrite(delivery);
                break;
        }
    }

    private async Task FailAsync(HandlerBinding binding, Delivery delivery, ErrorChain errors)
    {
        TimeSpan? delay;
        try
        {
            await using var scope = runner.EnterScope(binding, delivery.Event);
            var db = scope.ServiceProvider.GetRequiredKeyedService<ServiceDb>(binding.Service);
            delay = await DeadLetterStore.FailAsync(db, delivery, errors, clock.GetUtcNow(), CancellationToken.None);
        }
        catch (Exception exception)
        {
            log.FailureNotKept(delivery.Group, delivery.Event.Id, exception);
            await transport.RetryAsync(Untried(delivery), StoreIsAway, errors.Summary, CancellationToken.None);
            return;
        }

        if (delay is { } wait)
        {
            await transport.RetryAsync(delivery, wait, errors.Summary, CancellationToken.None);
            return;
        }

        log.Buried(delivery.Group, delivery.Event.Id, delivery.Attempt);
        MessagingTelemetry.Buried(delivery.Group);
        _finished.Writer.TryWrite(delivery);
    }

    private static Delivery Untried(Delivery delivery) => delivery with { Attempt = delivery.Attempt - 1 };

    private async Task ReportAsync()
    {
        while (await _finished.Reader.WaitToReadAsync())
        {
            var batch = new List<Delivery>();
            while (batch.Count < 256 && _finished.Reader.TryRead(out var delivery))
            {
                batch.Add(delivery);
            }

            try
            {
                await transport.CompleteAsync(batch, CancellationToken.None);
            }
            catch (Exception exception)
            {
                // Not lost: the claims run out, the inbox makes the repetition a no-op, and it is completed then.
                log.CompleteFailed(batch.Count, exception);
            }
        }
    }

    private async Task RenewAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(IEventTransport.ClaimTime / 4, clock);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(ct);
                if (_running.Values.ToList() is { Count: > 0 } running)
                {
                    await transport.RenewAsync(running, ct);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Tried again at the next turn: one outage must not cost the claims of all that is to come.
                log.RenewFailed(exception);
            }
        }
    }
}
