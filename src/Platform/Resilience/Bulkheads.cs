using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace DigitalDocs.Platform.Resilience;

/// <summary>
/// One bulkhead per target: so many calls at once, so many waiting, more are refused at once. A slow service then fills
/// its own compartment and not the whole process.
/// </summary>
public sealed class Bulkheads : IDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrencyLimiter> _limiters = new(StringComparer.Ordinal);

    /// <param name="name">Whose compartment; the sizes are those of its first use.</param>
    public ConcurrencyLimiter Of(string name, int atOnce, int waiting) => _limiters.GetOrAdd(
        name,
        _ => new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = atOnce,
            QueueLimit = waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));

    public void Dispose()
    {
        foreach (var limiter in _limiters.Values)
        {
            limiter.Dispose();
        }
    }
}
