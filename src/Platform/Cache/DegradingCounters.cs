using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DigitalDocs.Platform.Cache;

/// <summary>
/// Shared counters while their server answers, else those of this process: a limit is then counted per process, and no
/// request fails or waits because of it. The server is tried again once a second.
/// </summary>
/// <param name="patience">How long the server may take; null: a quarter of a second.</param>
internal sealed class DegradingCounters(
    ICounters shared,
    ICounters local,
    TimeProvider clock,
    ILogger<DegradingCounters> log,
    TimeSpan? patience = null) : ICounters
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _patience = patience ?? TimeSpan.FromMilliseconds(250);
    private long _failedAt;
    private volatile bool _isDegraded;

    public Task<CounterResult> HitAsync(string key, int limit, TimeSpan window, CancellationToken ct) =>
        TryAsync(
            async () => await shared.HitAsync(key, limit, window, ct).WaitAsync(_patience, ct),
            () => local.HitAsync(key, limit, window, ct));

    public Task ResetAsync(string key, CancellationToken ct) => TryAsync(
        async () =>
        {
            await shared.ResetAsync(key, ct).WaitAsync(_patience, ct);
            await local.ResetAsync(key, ct);
            return true;
        },
        async () =>
        {
            await local.ResetAsync(key, ct);
            return true;
        });

    private async Task<T> TryAsync<T>(Func<Task<T>> share, Func<Task<T>> alone)
    {
        if (_isDegraded && clock.GetElapsedTime(Interlocked.Read(ref _failedAt)) < Rest)
        {
            CacheTelemetry.CountedAlone();
            return await alone();
        }

        try
        {
            var answer = await share();
            if (_isDegraded)
            {
                _isDegraded = false;
                log.CountersShared();
            }

            return answer;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            Interlocked.Exchange(ref _failedAt, clock.GetTimestamp());
            if (!_isDegraded)
            {
                _isDegraded = true;
                log.CountersAlone(e.GetType().Name);
            }

            CacheTelemetry.CountedAlone();
            return await alone();
        }
    }
}
