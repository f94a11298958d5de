using Microsoft.EntityFrameworkCore.Storage;

namespace DigitalDocs.Platform.Data;

/// <summary>
/// Repeats for a few seconds what failed because the server was full, restarting or gone, as long as it is certain that
/// nothing was changed: a read, or a change whose commit had not been sent. Inside a transaction of the caller's own
/// the caller must repeat all of it, so there the failure stands.
/// </summary>
internal sealed class RetryWhenSafe(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, Repetitions, TimeSpan.FromSeconds(1))
{
    private const int Repetitions = 8;

    // Says nothing about repetition here: EF would keep all rows of every query in memory and refuse transactions.
    public override bool RetriesOnFailure => false;

    private ServiceDb? Db => Dependencies.CurrentContext.Context as ServiceDb;

    protected override void OnFirstExecution()
    {
        ExceptionsEncountered.Clear();
        if (Db is { } db && db.Database.CurrentTransaction is null)
        {
            db.MayHaveWritten = false;
        }
    }

    protected override bool ShouldRetryOn(Exception exception) =>
        Db is { MayHaveWritten: false } db
        && db.Database.CurrentTransaction is null
        && PostgresTroubles.IsTransient(exception)
        && db.PrepareToRepeat();

    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        ExceptionsEncountered.Count > Repetitions
            ? null
            : TimeSpan.FromMilliseconds(Math.Min(1000, 40 << ExceptionsEncountered.Count) * (0.5 + Random.Shared.NextDouble()));
}
