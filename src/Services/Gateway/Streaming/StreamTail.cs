using System.Collections.Concurrent;
using System.Threading.Channels;
using DigitalDocs.Platform.Broadcast;
using DigitalDocs.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Gateway.Streaming;

/// <summary>
/// Reads new stream entries once per process, also those that another copy of the gateway wrote, and hands them to
/// every open connection. It looks when it is told to, and now and then by itself.
/// </summary>
internal sealed class StreamTail(
    IServiceScopeFactory scopes,
    IBroadcast broadcast,
    IOptions<GatewayOptions> options,
    TimeProvider clock,
    ILogger<StreamTail> log) : BackgroundService
{
    private const int Buffered = 1000;
    private static readonly TimeSpan LookOften = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookSeldom = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Guid, Channel<StreamEntry>> _listeners = new();
    private readonly WakeSignal _signal = new();
    private long _last;
    private DateTimeOffset _forgotten;

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
        using var news = broadcast.Listen(StreamLog.Topic, _ => _signal.Wake());
        try
        {
            await SkipThePastAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                await _signal.WaitAsync(broadcast.ReachesOthers ? LookSeldom : LookOften, stoppingToken);
                await ReadAsync(stoppingToken);
                await ForgetAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task SkipThePastAsync(CancellationToken ct) => _last = await WithDbAsync(
        db => Entries(db).MaxAsync(entry => (long?)entry.Seq, ct)) ?? 0;

    private async Task ReadAsync(CancellationToken ct)
    {
        try
        {
            var last = _last;
            var entries = await WithDbAsync(db => Entries(db).AsNoTracking()
                .Where(entry => entry.Seq > last).OrderBy(entry => entry.Seq).ToListAsync(ct));
            foreach (var entry in entries)
            {
                _last = entry.Seq;
                foreach (var listener in _listeners.Values)
                {
                    listener.Writer.TryWrite(entry);
                }
            }
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
        db.AcrossAgencies<StreamEntry>("every connection is served from one reading");

    private async Task<T> WithDbAsync<T>(Func<GatewayDb, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<GatewayDb>());
    }
}
