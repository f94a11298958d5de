using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Storage;

/// <summary>Where a walk over the store stands, kept in the database so that any process goes on with it.</summary>
internal static class UpkeepWalk
{
    /// <summary>The turn that is under way, or a new one when the last has ended and the next is due.</summary>
    public static async Task<UpkeepTurn?> DueAsync(
        StorageDb db, string name, TimeSpan every, DateTimeOffset now, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO upkeep_turns (name, began_at, seen, changed) VALUES ({name}, {now}, 0, 0) ON CONFLICT (name) DO NOTHING", ct);
        var turn = await db.Turns.FirstAsync(row => row.Name == name, ct);
        if (turn.EndedAt is null)
        {
            return turn;
        }

        if (now - turn.BeganAt < every)
        {
            return null;
        }

        (turn.BeganAt, turn.EndedAt, turn.Cursor, turn.Seen, turn.Changed) = (now, null, null, 0, 0);
        return turn;
    }

    /// <summary>A scope in which this service acts for an agency, or, to look across them, for none.</summary>
    public static AsyncServiceScope ScopeFor(this IServiceProvider services, Guid agency) =>
        services.CreateScopeFor(StorageService.Name, agency);
}
