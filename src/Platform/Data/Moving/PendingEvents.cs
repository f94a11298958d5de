using System.Text;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Messaging;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace DigitalDocs.Platform.Data.Moving;

/// <summary>
/// Events that the embedded queue still has to deliver go back to the outbox of the service that published them, ahead
/// of what waits there, when another transport is to carry them. Handlers that had them already know by their inbox.
/// </summary>
internal static class PendingEvents
{
    private const string Unfinished = """
        SELECT m.event_id, m.type, m.source, m.subject, m.time, m.agency, m.actor, m.trace_parent, m.data, m.data_ref
        FROM messages m
        WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.seq = m.seq)
            OR EXISTS (SELECT 1 FROM groups g WHERE g.position < m.seq AND m.type IN (SELECT value FROM json_each(g.types)))
        ORDER BY m.seq
        """;

    /// <returns>How many were put back.</returns>
    public static async Task<int> PutBackAsync(
        SqliteConnection queue, NpgsqlTransaction target, IReadOnlySet<string> services, IBlobStore blobs, CancellationToken ct)
    {
        var pending = await ReadAsync(queue, blobs, ct);
        var lost = pending.FirstOrDefault(item => !services.Contains(item.Source));
        if (lost is not null)
        {
            throw new InvalidOperationException($"An event of the unknown service {lost.Source} waits in the queue.");
        }

        for (var i = 0; i < pending.Count; i++)
        {
            var item = pending[i];
            await using var insert = new NpgsqlCommand(
                $"""
                INSERT INTO {PostgresNames.Quoted(item.Source)}.outbox
                    (seq, event_id, type, subject, agency_id, time, actor, trace_parent, data)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                target.Connection,
                target);

            // The engine's own numbers begin at one: these stand before them, in their order.
            insert.Parameters.Add(new() { Value = (long)(i - pending.Count + 1) });
            insert.Parameters.Add(new() { Value = item.Id });
            insert.Parameters.Add(new() { Value = item.Type });
            insert.Parameters.Add(new() { Value = item.Subject });
            insert.Parameters.Add(new() { Value = (object?)item.AgencyId ?? DBNull.Value, DataTypeName = "uuid" });
            insert.Parameters.Add(new() { Value = item.Time });
            insert.Parameters.Add(new() { Value = item.Actor });
            insert.Parameters.Add(new() { Value = (object?)item.TraceParent ?? DBNull.Value, DataTypeName = "text" });
            insert.Parameters.Add(new() { Value = item.Data });
            await insert.ExecuteNonQueryAsync(ct);
        }

        return pending.Count;
    }

    private static async Task<List<EventEnvelope>> ReadAsync(SqliteConnection queue, IBlobStore blobs, CancellationToken ct)
    {
        await using var select = queue.CreateCommand();
        select.CommandText = Unfinished;
        await using var row = await select.ExecuteReaderAsync(ct);
        var found = new List<EventEnvelope>();
        while (await row.ReadAsync(ct))
        {
            found.Add(new EventEnvelope(
                Guid.Parse(row.GetString(0)), row.GetString(1), row.GetString(2), row.GetString(3),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
                await row.IsDBNullAsync(5, ct) ? null : Guid.Parse(row.GetString(5)),
                row.GetString(6),
                await row.IsDBNullAsync(7, ct) ? null : row.GetString(7),
                await row.IsDBNullAsync(9, ct) ? row.GetString(8) : await FetchAsync(blobs, row.GetString(9), ct)));
        }

        return found;
    }

    private static async Task<string> FetchAsync(IBlobStore blobs, string key, CancellationToken ct)
    {
        await using var content = await blobs.OpenReadAsync(key, ct)
            ?? throw new InvalidOperationException($"The payload of a waiting event is not in the blob store: {key}");
        using var reader = new StreamReader(content, Encoding.UTF8);
        return await reader.ReadToEndAsync(ct);
    }
}
