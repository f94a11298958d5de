using DigitalDocs.Platform.Journal;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.DeadLetters;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Platform.Data;

/// <summary>The tables that every service's database has.</summary>
internal static class PlatformTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<OutboxMessage>(outbox =>
        {
            outbox.ToTable("outbox");
            outbox.HasKey(message => message.Seq);
            outbox.Property(message => message.Seq).ValueGeneratedOnAdd();
        });
        model.Entity<InboxEntry>(inbox =>
        {
            inbox.ToTable("inbox");
            inbox.HasKey(entry => new { entry.Handler, entry.EventId });
            inbox.HasIndex(entry => entry.HandledAt).HasDatabaseName("ix_inbox_handled_at");
        });
        model.Entity<DeadLetter>(letters =>
        {
            letters.ToTable("dead_letters");
            letters.Property(letter => letter.Id).ValueGeneratedNever();
            letters.Property(letter => letter.Revision).IsConcurrencyToken();
            letters.HasIndex(letter => new { letter.Handler, letter.EventId }).IsUnique()
                .HasDatabaseName("ix_dead_letters_event");
            letters.HasIndex(letter => new { letter.AgencyId, letter.State, letter.Id })
                .HasDatabaseName("ix_dead_letters_agency");
            letters.HasIndex(letter => new { letter.State, letter.Handler, letter.Id })
                .HasDatabaseName("ix_dead_letters_state");
            letters.HasIndex(letter => letter.ReplayId).HasDatabaseName("ix_dead_letters_replay");
        });
        model.Entity<FailedAttempt>(attempts =>
        {
            attempts.ToTable("failed_attempts");
            attempts.Property(attempt => attempt.Id).ValueGeneratedNever();
            attempts.HasIndex(attempt => new { attempt.Handler, attempt.EventId, attempt.Id })
                .HasDatabaseName("ix_failed_attempts_event");
            attempts.HasIndex(attempt => attempt.At).HasDatabaseName("ix_failed_attempts_at");
        });
        model.Entity<JournalEntry>(journal =>
        {
            journal.ToTable("journal");
            journal.HasKey(entry => entry.Id);
            journal.HasIndex(entry => new { entry.AgencyId, entry.ResourceId, entry.Id })
                .HasDatabaseName("ix_journal_resource");
        });
        MapAnswers(model);
    }

    private static void MapAnswers(ModelBuilder model) => model.Entity<IdempotentAnswer>(answers =>
    {
        answers.ToTable("idempotent_answers");
        answers.HasKey(answer => answer.KeyHash);

        // Of two that carry the same request out at once, the second to commit is refused.
        answers.Property(answer => answer.Status).IsConcurrencyToken();
        answers.HasIndex(answer => answer.ExpiresAt).HasDatabaseName("ix_idempotent_answers_expires_at");
    });
}
