using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace DigitalDocs.Platform.Resilience;

/// <summary>Puts a <see cref="ServiceBreaker"/> into a Polly pipeline.</summary>
internal sealed class BreakerStrategy(string target, ServiceBreaker breaker) : ResilienceStrategy<HttpResponseMessage>
{
    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback,
        ResilienceContext context,
        TState state)
    {
        if (!breaker.TryEnter(out var leave, out var retryAfter))
        {
            return Outcome.FromException<HttpResponseMessage>(
                new BrokenCircuitException($"Service '{target}' does not answer; it is left alone for now.", retryAfter));
        }

        bool? succeeded = null;
        try
        {
            var outcome = await callback(context, state);
            succeeded = outcome.Exception switch
            {
                null => !IsFailure(outcome.Result!.StatusCode),
                HttpRequestException or TimeoutRejectedException or IOException => false,
                _ => null,
            };
            return outcome;
        }
        finally
        {
            breaker.Report(leave, succeeded);
        }
    }

    private static bool IsFailure(HttpStatusCode status) => (int)status >= 500 || status is HttpStatusCode.RequestTimeout;
}
