using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Messaging.DeadLetters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Messaging;

/// <summary>
/// Forgets what nobody needs any more of one service: inbox rows, failed attempts, decided dead letters. An inbox row
/// may go only when its event can never come again. Whatever was unfinished when the installation stopped comes within
/// minutes of its start, however long it was down: so nothing is forgotten in a process's first hour.
/// </summary>
internal sealed class MessagingUpkeep(string service, TimeProvider clock)
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private const int Batch = 5000;
    private const string Reason = "old messages are forgotten in every agency";
    private readonly DateTimeOffset _started = clock.GetUtcNow();

    public async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - _started < Interval * 0.95)
        {
            return;
        }

        var options = services.GetRequiredService<IOptions<EventsOptions>>().Value;
        var db = services.GetRequiredKeyedService<ServiceDb>(service);
        var handledBefore = now - TimeSpan.FromDays(options.InboxDays);
        var decidedBefore = now - TimeSpan.FromDays(options.DecidedDeadLetterDays);
        await ForgetInboxAsync(db, handledBefore, ct);
        await ForgetLettersAsync(db, decidedBefore, ct);
        await ForgetAttemptsAsync(db, handledBefore, ct);
    }

    private static async Task ForgetInboxAsync(ServiceDb db, DateTimeOffset before, CancellationToken ct)
    {
        // A replay of an undecided letter must still find that its effect is there.
        var letters = db.AcrossAgencies<DeadLetter>(Reason);
        while (await db.Inbox.TagWith(ServiceDb.EveryoneTag[3..]).Where(entry => entry.HandledAt < before
                && !letters.Any(letter => letter.Handler == entry.Handler && letter.EventId == entry.EventId
                    && letter.State != DeadLetter.Replayed))
            .OrderBy(entry => entry.HandledAt).Take(Batch).ExecuteDeleteAsync(ct) == Batch)
        {
        }
    }

    private static async Task ForgetLettersAsync(ServiceDb db, DateTimeOffset before, CancellationToken ct)
    {
        while (await db.AcrossAgencies<DeadLetter>(Reason)
            .Where(letter => (letter.State == DeadLetter.Replayed || letter.State == DeadLetter.Discarded)
                && letter.DecidedAt < before)
            .OrderBy(letter => letter.Id).Take(Batch).ExecuteDeleteAsync(ct) == Batch)
        {
        }
    }

    private static async Task ForgetAttemptsAsync(ServiceDb db, DateTimeOffset before, CancellationToken ct)
    {
        var letters = db.AcrossAgencies<DeadLetter>(Reason);
        while (await db.AcrossAgencies<FailedAttempt>(Reason)
            .Where(attempt => attempt.At < before
                && !letters.Any(letter => letter.Handler == attempt.Handler && letter.EventId == attempt.EventId))
            .OrderBy(attempt => attempt.At).Take(Batch).ExecuteDeleteAsync(ct) == Batch)
        {
        }
    }
}
