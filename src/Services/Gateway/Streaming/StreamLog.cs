using DigitalDocs.Platform.Broadcast;
using DigitalDocs.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Gateway.Streaming;

/// <summary>
/// Writes entries of the live stream, and wakes every copy of the gateway. Numbers are committed in their order: who
/// has seen one has seen all before it, so that a client can go on from any copy with the last number it got.
/// </summary>
internal sealed class StreamLog(GatewayDb db, IBroadcast broadcast)
{
    public const string Topic = "stream";

    public async Task<HandlerOutcome> AppendAsync(StreamEntry entry, CancellationToken ct)
    {
        db.StreamEntries.Add(entry);
        if (db.IsSqlite)
        {
            await db.SaveChangesAsync(ct);
        }
        else
        {
            await SaveInTurnAsync(ct);
        }

        broadcast.Send(Topic, "");
        return HandlerOutcome.Done;
    }

    // PostgreSQL gives numbers out before it commits: the lock lasts until the commit.
    private async Task SaveInTurnAsync(CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext('gateway.stream'))", ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
