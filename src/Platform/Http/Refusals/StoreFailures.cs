using DigitalDocs.Platform.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace DigitalDocs.Platform.Http;

/// <summary>What a relational store's trouble means for the request that met it.</summary>
internal static class StoreFailures
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    public static Failure? Of(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (CommitWatch.LeftUnknown(e) && PostgresTroubles.IsTransient(e))
            {
                return new Failure(
                    "outcome_unknown",
                    StatusCodes.Status503ServiceUnavailable,
                    "The store broke off while it was saving: the change may or may not be made. Repeat it with the same "
                    + "Idempotency-Key, or look first.")
                {
                    RetryAfter = TimeSpan.FromSeconds(5),
                };
            }

            switch (e)
            {
                case PostgresException { SqlState: PostgresErrorCodes.DiskFull }:
                case SqliteException { SqliteErrorCode: SqliteFull }:
                    return new Failure(
                        "store_full", StatusCodes.Status507InsufficientStorage, "The store has no room left. Nothing was stored.");
                case NpgsqlException when PostgresTroubles.IsTransient(e):
                case SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked or SqliteCannotOpen }:
                    return Failure.Unavailable(
                        "The database does not answer or is busy. Nothing was changed; try again shortly.", TimeSpan.FromSeconds(5));
                default:
                    continue;
            }
        }

        return null;
    }
}
