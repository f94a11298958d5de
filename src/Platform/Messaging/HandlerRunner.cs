using System.Diagnostics;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging.DeadLetters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Messaging;

/// <summary>What came of one attempt.</summary>
/// <param name="Errors">Set when the outcome is a retry.</param>
internal sealed record HandlerResult(HandlerOutcome Outcome, ErrorChain? Errors);

/// <summary>Runs a handler once for a delivery, in a scope of its own, as its service acting for the event's agency.</summary>
internal sealed class HandlerRunner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<HandlerRunner> log)
{
    public async Task<HandlerResult> RunAsync(HandlerBinding binding, Delivery delivery, CancellationToken ct)
    {
        using var activity = MessagingTelemetry.Source.StartActivity(
            $"handle {delivery.Event.Type}", ActivityKind.Consumer, delivery.Event.TraceParent);
        activity?.SetTag("messaging.consumer.group.name", binding.Group);
        var began = clock.GetTimestamp();
        try
        {
            await using var scope = EnterScope(binding, delivery.Event);
            var outcome = await binding.InvokeAsync(scope.ServiceProvider, delivery.Event, ct);
            return new(outcome, outcome is HandlerOutcome.RetryOutcome retry
                ? ErrorChain.OfRetry(retry.Reason, delivery.Event.Data)
                : null);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            const string Reason = "the process is stopping";
            return new(HandlerOutcome.Retry(Reason), ErrorChain.OfRetry(Reason, ""));
        }
        catch (Exception exception)
        {
            log.HandlerFailed(binding.Group, delivery.Event.Id, delivery.Attempt, exception);
            activity?.SetStatus(ActivityStatusCode.Error);
            var errors = ErrorChain.Of(exception, delivery.Event.Data);
            return new(HandlerOutcome.Retry(errors.Summary), errors);
        }
        finally
        {
            MessagingTelemetry.Handled(binding.Group, clock.GetElapsedTime(began), clock.GetUtcNow() - delivery.Event.Time);
        }
    }

    public AsyncServiceScope EnterScope(HandlerBinding binding, EventEnvelope item)
    {
        var scope = scopes.CreateAsyncScope();
        var caller = scope.ServiceProvider.GetRequiredService<Caller>();
        caller.BecomeService(binding.Service, item.AgencyId ?? Guid.Empty);
        AmbientCaller.Current = caller;
        return scope;
    }
}
