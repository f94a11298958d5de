using System.Net;
using System.Text;

namespace DigitalDocs.Ai.Claude;

/// <summary>
/// Repeats a call that a busy or broken service did not answer, after as long as the service asked for. A spend limit
/// does not pass by waiting, so it is not repeated.
/// </summary>
internal sealed class RetryingHandler(ClaudeOptions options, TimeProvider clock) : DelegatingHandler
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        for (var attempt = 0; ; attempt++)
        {
            using var copy = attempt == 0 ? null : Copy(request, body);
            var answer = await base.SendAsync(copy ?? request, cancellationToken);
            if (attempt >= options.Retries || await WaitAsync(answer, attempt, cancellationToken) is not { } wait)
            {
                return answer;
            }

            answer.Dispose();
            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    private async Task<TimeSpan?> WaitAsync(HttpResponseMessage answer, int attempt, CancellationToken ct)
    {
        if ((int)answer.StatusCode is not (429 or 529 or 500 or 502 or 503 or 504) || await IsSpendLimitAsync(answer, ct))
        {
            return null;
        }

        var wait = answer.Headers.RetryAfter?.Delta
            ?? (answer.Headers.RetryAfter?.Date is { } date ? date - clock.GetUtcNow() : First * Math.Pow(2, attempt));
        return wait > options.LongestWait ? null : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static async Task<bool> IsSpendLimitAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        if (answer.StatusCode != HttpStatusCode.TooManyRequests)
        {
            return false;
        }

        await answer.Content.LoadIntoBufferAsync(ct);
        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(ct));
        return SpendLimit.Says(text);
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request, byte[]? body)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Version = request.Version };
        foreach (var (name, values) in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        if (body is not null)
        {
            copy.Content = new ByteArrayContent(body);
            foreach (var (name, values) in request.Content!.Headers)
            {
                copy.Content.Headers.TryAddWithoutValidation(name, values);
            }
        }

        return copy;
    }
}

/// <summary>Tells an exhausted budget from a busy minute.</summary>
internal static class SpendLimit
{
    public static bool Says(string answer) =>
        answer.Contains("billing_error", StringComparison.Ordinal)
        || answer.Contains("spend limit", StringComparison.OrdinalIgnoreCase)
        || answer.Contains("usage limit", StringComparison.OrdinalIgnoreCase)
        || answer.Contains("credit balance", StringComparison.OrdinalIgnoreCase);
}
