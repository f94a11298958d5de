using DigitalDocs.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Platform.Messaging.DeadLetters;

/// <summary>Writes down what failed, in the database of the handler's service.</summary>
internal static class DeadLetterStore
{
    // Enough for the attempts of the schedule and for a day of people trying.
    private const int MostAttemptsKept = 40;

    /// <summary>Keeps the errors of a failed delivery, and makes it a dead letter when it is not to be tried again.</summary>
    /// <param name="db">Entered for the event's agency.</param>
    /// <returns>The wait before the next attempt; null when it is a dead letter now.</returns>
    public static async Task<TimeSpan?> FailAsync(
        ServiceDb db, Delivery delivery, ErrorChain errors, DateTimeOffset now, CancellationToken ct)
    {
        AddFailure(db, delivery, errors, replay: false, now);
        await db.SaveChangesAsync(ct);

        // Hand-outs whose process died are not failures of the handler: the schedule counts what it really tried.
        var failures = await db.FailedAttempts.CountAsync(
            attempt => attempt.Handler == delivery.Group && attempt.EventId == delivery.Event.Id, ct);
        var delay = errors.IsPoison ? null
            : errors.IsStoreAway ? RetrySchedule.WhileStoreIsAway(failures)
            : RetrySchedule.DelayAfter(failures);
        if (delay is null)
        {
            await BuryAsync(db, delivery, errors, now, ct);
        }

        return delay;
    }

    /// <summary>Adds the errors of one attempt; saving is the caller's.</summary>
    public static void AddFailure(ServiceDb db, Delivery delivery, ErrorChain errors, bool replay, DateTimeOffset now) =>
        db.FailedAttempts.Add(new FailedAttempt
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = delivery.Event.AgencyId ?? Guid.Empty,
            Handler = delivery.Group,
            EventId = delivery.Event.Id,
            Attempt = delivery.Attempt,
            Replay = replay,
            At = now,
            Errors = errors.ToJson(),
        });

    /// <summary>Of very many attempts keeps the newest.</summary>
    public static async Task TrimFailuresAsync(ServiceDb db, string group, Guid eventId, CancellationToken ct)
    {
        var surplus = await db.FailedAttempts
            .Where(attempt => attempt.Handler == group && attempt.EventId == eventId)
            .OrderByDescending(attempt => attempt.Id).Skip(MostAttemptsKept).Select(attempt => attempt.Id).ToListAsync(ct);
        if (surplus.Count > 0)
        {
            await db.FailedAttempts.Where(attempt => surplus.Contains(attempt.Id)).ExecuteDeleteAsync(ct);
        }
    }

    // A second time does nothing: the delivery may come again when the process dies before it is completed.
    private static async Task BuryAsync(
        ServiceDb db, Delivery delivery, ErrorChain errors, DateTimeOffset now, CancellationToken ct)
    {
        var group = delivery.Group;
        var item = delivery.Event;
        if (await ExistsAsync(db, delivery, ct))
        {
            return;
        }

        var first = await db.FailedAttempts.Where(attempt => attempt.Handler == group && attempt.EventId == item.Id)
            .OrderBy(attempt => attempt.Id).Select(attempt => (DateTimeOffset?)attempt.At).FirstOrDefaultAsync(ct);
        var letter = db.DeadLetters.Add(new DeadLetter
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = item.AgencyId ?? Guid.Empty,
            Handler = group,
            EventId = item.Id,
            Type = item.Type,
            Source = item.Source,
            Subject = item.Subject,
            Time = item.Time,
            Actor = item.Actor,
            TraceParent = item.TraceParent,
            Data = item.Data,
            Attempts = delivery.Attempt,
            LastError = errors.Summary,
            FirstFailedAt = first ?? now,
            LastFailedAt = now,
            BuriedAt = now,
        });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            letter.State = EntityState.Detached;
            if (!await ExistsAsync(db, delivery, ct))
            {
                throw;
            }
        }
    }

    private static Task<bool> ExistsAsync(ServiceDb db, Delivery delivery, CancellationToken ct) =>
        db.DeadLetters.AnyAsync(
            letter => letter.Handler == delivery.Group && letter.EventId == delivery.Event.Id, ct);
}
