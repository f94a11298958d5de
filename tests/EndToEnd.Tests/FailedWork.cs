using System.Text.Json;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Testing;
using Microsoft.Data.Sqlite;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>Puts events among the dead letters of a running installation on embedded stores.</summary>
internal static class FailedWork
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>As the dispatcher leaves them when a handler has failed on each as often as the schedule allows.</summary>
    public static async Task BuryAsync(Installation installation, string service, IReadOnlyList<Guid> documents, Guid agency)
    {
        await using var connection = Open(installation, service);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        foreach (var id in documents)
        {
            var state = new DocumentState(
                id, agency, 1, 1, "deed.pdf", "application/pdf", 1, "ready", null, 1, null, [], null, null, id, id, "Somebody",
                DateTimeOffset.UnixEpoch, null, []);
            await using var command = connection.CreateCommand();
            command.CommandText = """
                INSERT INTO dead_letters (id, agency_id, handler, event_id, type, source, subject, time, actor, data, state,
                    attempts, last_error, first_failed_at, last_failed_at, buried_at, starts, revision)
                VALUES ($id, $agency, $handler, $event, 'document.available.v1', 'documents', $subject, $at, 'service:ocr', $data,
                    'dead', 6, 'IOException at Shelf.Read', $at, $at, $at, 0, 1);
                INSERT INTO failed_attempts (id, agency_id, handler, event_id, attempt, replay, at, errors)
                VALUES ($id, $agency, $handler, $event, 6, 0, $at,
                    '[{"type":"System.IO.IOException","message":"The shelf does not answer.","where":"Shelf.Read"},
                      {"type":"System.IO.IOException","message":"The disk is full.","where":"Disk.Write"}]')
                """;
            command.Parameters.AddWithValue("$id", Guid.CreateVersion7().ToString().ToUpperInvariant());
            command.Parameters.AddWithValue("$agency", agency.ToString().ToUpperInvariant());
            command.Parameters.AddWithValue("$handler", $"{service}.WhenDocumentAvailable");
            command.Parameters.AddWithValue("$event", Guid.CreateVersion7().ToString().ToUpperInvariant());
            command.Parameters.AddWithValue("$at", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1000);
            command.Parameters.AddWithValue("$subject", id.ToString());
            command.Parameters.AddWithValue(
                "$data", JsonSerializer.Serialize(new DocumentAvailable(id, agency, state), JsonSerializerOptions.Web));
            await command.ExecuteNonQueryAsync(Ct);
        }

        await transaction.CommitAsync(Ct);
    }

    public static SqliteConnection Open(Installation installation, string service)
    {
        var connection = new SqliteConnection(
            $"Data Source={Path.Combine(installation.DataFolder, $"{service}.db")};Pooling=False;Default Timeout=30");
        connection.Open();
        return connection;
    }
}
