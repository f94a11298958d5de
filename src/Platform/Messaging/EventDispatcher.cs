using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using DigitalDocs.Platform.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Messaging;

/// <summary>Receives for every handler of this process, runs them in scopes of their own, and reports the outcome.</summary>
internal sealed class EventDispatcher(
    IServiceScopeFactory scopes,
    IEventTransport transport,
    IEnumerable<HandlerBinding> bindings,
    TimeProvider clock,
    ILogger<EventDispatcher> log) : BackgroundService
{
    private readonly ConcurrentDictionary<(string, long), Delivery> _running = new();
    private readonly Channel<Delivery> _finished = Channel.CreateUnbounded<Delivery>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var groups = bindings.ToList();
        foreach (var binding in groups)
        {
            await transport.SubscribeAsync(binding.Group, [binding.EventType], stoppingToken);
        }

        // Claims are renewed and finished deliveries reported until the last handler has ended.
        using var drained = new CancellationTokenSource();
        var companions = Task.WhenAll(RenewAsync(drained.Token), ReportAsync());
        await Task.WhenAll(groups.Select(binding => PumpAsync(binding, stoppingToken)));
        _finished.Writer.Complete();
        await drained.CancelAsync();
        await companions;
    }

    private async Task PumpAsync(HandlerBinding binding, CancellationToken ct)
    {
        using var slots = new SemaphoreSlim(binding.Parallelism, binding.Parallelism);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await slots.WaitAsync(ct);
                slots.Release();
                foreach (var delivery in await transport.ReceiveAsync(binding.Group, slots.CurrentCount, ct))
                {
                    await slots.WaitAsync(CancellationToken.None);
                    _ = RunAsync(binding, delivery, slots, ct);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                log.ReceiveFailed(binding.Group, exception);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, CancellationToken.None);
            }
        }

        for (var slot = 0; slot < binding.Parallelism; slot++)
        {
            await slots.WaitAsync(CancellationToken.None);
        }
    }

    private async Task RunAsync(HandlerBinding binding, Delivery delivery, SemaphoreSlim slots, CancellationToken ct)
    {
        var mark = (delivery.Group, delivery.Position);
        _running[mark] = delivery;
        try
        {
            await SettleAsync(delivery, await HandleAsync(binding, delivery, ct), ct);
        }
        catch (Exception exception)
        {
            // The outcome could not be reported: the claim runs out and the event is handed out again.
            log.ReportFailed(binding.Group, delivery.Event.Id, exception);
        }
        finally
        {
            _running.TryRemove(mark, out _);
            slots.Release();
        }
    }

    private async Task<HandlerOutcome> HandleAsync(HandlerBinding binding, Delivery delivery, CancellationToken ct)
    {
        using var activity = MessagingTelemetry.Source.StartActivity(
            $"handle {delivery.Event.Type}", ActivityKind.Consumer, delivery.Event.TraceParent);
        activity?.SetTag("messaging.consumer.group.name", binding.Group);
        var began = clock.GetTimestamp();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var caller = scope.ServiceProvider.GetRequiredService<Caller>();
            caller.BecomeService(binding.Service, delivery.Event.AgencyId ?? Guid.Empty);
            AmbientCaller.Current = caller;
            return await binding.InvokeAsync(scope.ServiceProvider, delivery.Event, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return HandlerOutcome.Retry("the process is stopping");
        }
        catch (Exception exception)
        {
            log.HandlerFailed(binding.Group, delivery.Event.Id, delivery.Attempt, exception);
            activity?.SetStatus(ActivityStatusCode.Error);
            return HandlerOutcome.Retry(Chain(exception));
        }
        finally
        {
            MessagingTelemetry.Handled(binding.Group, clock.GetElapsedTime(began), clock.GetUtcNow() - delivery.Event.Time);
        }
    }

    private async Task SettleAsync(Delivery delivery, HandlerOutcome outcome, CancellationToken ct)
    {
        switch (outcome)
        {
            case HandlerOutcome.RetryOutcome retry when ct.IsCancellationRequested:
                await transport.RetryAsync(
                    delivery with { Attempt = delivery.Attempt - 1 }, TimeSpan.Zero, retry.Reason, CancellationToken.None);
                break;
            case HandlerOutcome.RetryOutcome retry when RetrySchedule.DelayAfter(delivery.Attempt) is { } delay:
                await transport.RetryAsync(delivery, delay, retry.Reason, CancellationToken.None);
                break;
            case HandlerOutcome.RetryOutcome retry:
                log.Buried(delivery.Group, delivery.Event.Id, delivery.Attempt);
                MessagingTelemetry.Buried(delivery.Group);
                await transport.BuryAsync(delivery, retry.Reason, CancellationToken.None);
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
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                if (_running.Values.ToList() is { Count: > 0 } running)
                {
                    await transport.RenewAsync(running, ct);
                }
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

    private static string Chain(Exception exception)
    {
        var names = new List<string>();
        for (var e = exception; e is not null; e = e.InnerException)
        {
            names.Add($"{e.GetType().Name} at {e.TargetSite?.DeclaringType?.FullName}.{e.TargetSite?.Name}");
        }

        return string.Join(" <- ", names);
    }
}
