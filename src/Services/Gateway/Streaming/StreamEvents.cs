using System.Globalization;
using System.Runtime.CompilerServices;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Gateway.Streaming;

/// <summary>
/// <c>GET /events/stream</c>: what changed among the documents the caller may see. It ends when the access token
/// does; the client comes back with a fresh one and <c>Last-Event-ID</c>.
/// </summary>
internal static class StreamEvents
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static async Task HandleAsync(
        HttpContext context, GatewayDb db, StreamTail tail, Caller caller, CallerRefresh refresh,
        IHostApplicationLifetime process, CancellationToken ct)
    {
        // A process that stops sends its listeners to another copy instead of waiting for them.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct, process.ApplicationStopping);
        try
        {
            await SendAsync(context, db, tail, caller, refresh, ended.Token);
        }
        catch (OperationCanceledException) when (process.ApplicationStopping.IsCancellationRequested)
        {
            return;
        }
    }

    private static async Task SendAsync(
        HttpContext context, GatewayDb db, StreamTail tail, Caller caller, CallerRefresh refresh, CancellationToken ct)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        using var listener = tail.Listen();
        await context.Response.WriteAsync("retry: 2000\n\n", ct);
        await context.Response.Body.FlushAsync(ct);

        var sent = ParseLast(context.Request);
        await foreach (var entry in EntriesAsync(db, listener, sent, ct))
        {
            if (!await refresh.RefreshAsync(caller, ct))
            {
                return;
            }

            if (entry is null)
            {
                await context.Response.WriteAsync(": still here\n\n", ct);
            }
            else if (entry.AgencyId == caller.AgencyId
                && caller.Visibility.Sees(entry.DocumentId, entry.GrantSetId, entry.OwnerId))
            {
                await context.Response.WriteAsync($"id: {entry.Seq}\nevent: {entry.Type}\ndata: {entry.Data}\n\n", ct);
            }

            await context.Response.Body.FlushAsync(ct);
        }
    }

    private static long? ParseLast(HttpRequest request) =>
        long.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last
            : null;

    // What was missed first, then what comes; null is a heartbeat.
    private static async IAsyncEnumerable<StreamEntry?> EntriesAsync(
        GatewayDb db, Listener listener, long? after, [EnumeratorCancellation] CancellationToken ct)
    {
        var missedUntil = after ?? 0;
        if (after is { } last)
        {
            await foreach (var missed in db.StreamEntries.AsNoTracking()
                .Where(entry => entry.Seq > last).OrderBy(entry => entry.Seq).AsAsyncEnumerable().WithCancellation(ct))
            {
                missedUntil = missed.Seq;
                yield return missed;
            }
        }

        while (!ct.IsCancellationRequested)
        {
            StreamEntry? entry = null;
            using (var wait = CancellationTokenSource.CreateLinkedTokenSource(ct))
            {
                wait.CancelAfter(Heartbeat);
                try
                {
                    entry = await listener.Entries.ReadAsync(wait.Token);
                }
                catch (OperationCanceledException) when (!ct.IsCancellationRequested)
                {
                    entry = null;
                }
            }

            if (entry is null || entry.Seq > missedUntil)
            {
                yield return entry;
            }
        }
    }
}
