using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Gateway.Streaming;

/// <summary>
/// Reads new stream entries once per process, also those that another copy of the gateway wrote, and hands them to
/// every open connection.
/// </summary>
internal sealed class StreamTail(
    IServiceScopeFactory scopes,
    IOptions<GatewayOptions> options,
    TimeProvider clock,
    ILogger<StreamTail> log) : BackgroundService
{
    // On PostgreSQL a lower number may be committed after a higher one: so a stretch is read again.
    private const int ReadAgain = 256;
    private const int Buffered = 1000;
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Guid, Channel<StreamEntry>> _listeners = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly HashSet<long> _seen = [];
    private long _last;
    private DateTimeOffset _forgotten;

    public void Wake()
    {
        if (_signal.CurrentCount == 0)
        {
            try
            {
                _signal.Release();
            }
            catch (SemaphoreFullException)
            {
                // Woken by somebody else between the look and the release.
                return;
            }
        }
    }

    /// <summary>Starts listening; dispose to stop. A listener that falls far behind loses the oldest entries.</summary>
    public Listener Listen()
    {
        var id = Guid.CreateVersion7();
        var channel = Channel.CreateBounded<StreamEntry>(
            new BoundedChannelOptions(Buffered) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _listeners[id] = channel;
        return new Listener(channel.Reader, () => _listeners.TryRemove(id, out _));
    }

    public override void Dispose()
    {
        _signal.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await SkipThePastAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                await _signal.WaitAsync(PollEvery, stoppingToken);
                await ReadAsync(stoppingToken);
                await ForgetAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task SkipThePastAsync(CancellationToken ct)
    {
        _last = await WithDbAsync(db => Entries(db).MaxAsync(entry => (long?)entry.Seq, ct)) ?? 0;
        var from = _last - ReadAgain;
        _seen.UnionWith(await WithDbAsync(db => Entries(db)
            .Where(entry => entry.Seq > from).Select(entry => entry.Seq).ToListAsync(ct)));
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        try
        {
            var from = _last - ReadAgain;
            var entries = await WithDbAsync(db => Entries(db).AsNoTracking()
                .Where(entry => entry.Seq > from).OrderBy(entry => entry.Seq).ToListAsync(ct));
            foreach (var entry in entries.Where(entry => _seen.Add(entry.Seq)))
            {
                _last = Math.Max(_last, entry.Seq);
                foreach (var listener in _listeners.Values)
                {
                    listener.Writer.TryWrite(entry);
                }
            }

            _seen.RemoveWhere(seq => seq <= _last - ReadAgain);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.StreamUnreadable(exception);
        }
    }

    private async Task ForgetAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - _forgotten < ForgetEvery)
        {
            return;
        }

        _forgotten = now;
        var before = now - TimeSpan.FromMinutes(options.Value.StreamKeptMinutes);
        await WithDbAsync(db => Entries(db)
            .Where(entry => entry.At < before).ExecuteDeleteAsync(ct));
    }

    private static IQueryable<StreamEntry> Entries(GatewayDb db) =>
        db.AcrossAgencies<StreamEntry>("one tail feeds the streams of every agency");

    private async Task<T> WithDbAsync<T>(Func<GatewayDb, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<GatewayDb>());
    }
}
