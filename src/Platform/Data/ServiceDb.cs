using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq.Expressions;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Http.Idempotency;
using DigitalDocs.Platform.Journal;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.DeadLetters;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace DigitalDocs.Platform.Data;

/// <summary>
/// Base of every service's context: tenancy filter and stamp, outbox, inbox, journal and idempotency tables,
/// snake_case names, UTC times. Pooled: <see cref="Enter"/> gives an instance its caller.
/// </summary>
public abstract class ServiceDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>How the SQL of a query across agencies begins; the second wall looks for it.</summary>
    internal const string EveryoneTag = "-- rows of every agency";

    private const string AgencyFilter = "agency";
    private static readonly ConcurrentDictionary<(Type Db, string Reason), bool> ReasonsTold = new();
    private ServiceDbScope? _scope;
    private bool _onReplica;
    private IDisposable? _turnOfSave;
    private IDisposable? _turnOfCommand;

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<InboxEntry> Inbox => Set<InboxEntry>();

    public DbSet<DeadLetter> DeadLetters => Set<DeadLetter>();

    public DbSet<FailedAttempt> FailedAttempts => Set<FailedAttempt>();

    public DbSet<JournalEntry> Journal => Set<JournalEntry>();

    public DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();

    /// <summary>The agency whose rows are seen; a property so that the filter reads it anew for every query.</summary>
    public Guid CurrentAgency => _scope?.Caller.AgencyId ?? Guid.Empty;

    public bool IsSqlite => Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);

    private ServiceDbScope Scope =>
        _scope ?? throw new InvalidOperationException($"{GetType().Name} was used before it was given its caller.");

    /// <summary>Adds an event that the next <c>SaveChangesAsync</c> writes in the same transaction.</summary>
    /// <param name="event">What happened.</param>
    /// <param name="dueAt">Nobody is told before; null: at once. Later events of the subject do not wait for it.</param>
    public void Publish<TEvent>(TEvent @event, DateTimeOffset? dueAt = null)
        where TEvent : IEvent =>
        Outbox.Add(OutboxMessage.Of(@event, Scope.Caller.Actor, Scope.Clock.GetUtcNow(), Activity.Current?.Id, dueAt));

    /// <summary>Adds a journal entry that the next <c>SaveChangesAsync</c> writes in the same transaction.</summary>
    /// <param name="action">What was done, in the trade's words: <c>document.viewed</c>.</param>
    /// <param name="details">Codes and ids only: personal data would defeat erasure.</param>
    public void Record(
        string action, string resourceKind, Guid resourceId, string outcome = "ok", string? details = null) =>
        Journal.Add(JournalEntry.Of(Scope.Caller, Scope.Clock.GetUtcNow(), action, resourceKind, resourceId, outcome, details));

    /// <summary>
    /// Reads rows of every agency. Only for jobs and platform administrators; each reason is logged once a process,
    /// because jobs look every second.
    /// </summary>
    public IQueryable<T> AcrossAgencies<T>(string reason)
        where T : class, IAgencyOwned
    {
        if (ReasonsTold.TryAdd((GetType(), reason), true))
        {
            Scope.Log.AcrossAgencies(typeof(T).Name, reason);
        }

        ReachesEveryone |= CurrentAgency == Guid.Empty;
        return Set<T>().IgnoreQueryFilters([AgencyFilter]).TagWith(EveryoneTag[3..]);
    }

    internal void ReadFromReplica()
    {
        if (!_onReplica && Scope.Replica is { } replica && Database.CurrentTransaction is null && replica.MayServe(Scope.Caller))
        {
            Database.SetConnectionString(replica.ConnectionString);
            _onReplica = true;
        }
    }

    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Stamp();
        var running = MarkRunning();
        BackToMain();
        SavingAgency = TransactionScope.AsSetting(AgencyOfChanges(), CurrentAgency);
        var publishes = ChangeTracker.Entries<OutboxMessage>().Any(entry => entry.State == EntityState.Added);

        // SQLite has one writer: waiting here in turn is cheaper and fairer than polling a busy file.
        _turnOfSave = IsSqlite ? await Scope.WriterTurn.EnterAsync(CurrentAgency, isUrgent: false, cancellationToken) : null;
        int saved;
        try
        {
            saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            _turnOfSave?.Dispose();
            _turnOfSave = null;
        }

        if (running is not null)
        {
            running.IsMarked = true;
        }

        NoteWrite();
        if (publishes)
        {
            Scope.OutboxSignal.Wake();
        }

        return saved;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Saving is asynchronous here: call SaveChangesAsync.");

    /// <summary>The events that wait for the relay, which serves all agencies.</summary>
    internal IQueryable<OutboxMessage> Waiting => Outbox.TagWith(EveryoneTag[3..]);

    /// <summary>Whose rows the changes being saved are, as the second wall's setting.</summary>
    internal string SavingAgency { get; private set; } = "";

    /// <summary>False as long as it is certain that the operation under way has changed nothing.</summary>
    internal bool MayHaveWritten { get; set; }

    /// <summary>
    /// Whether somebody without an agency asked for the rows of all: then changes reach them too. EF Core leaves tags out of
    /// <c>ExecuteUpdate</c> and <c>ExecuteDelete</c>, so these cannot say it themselves.
    /// </summary>
    internal bool ReachesEveryone { get; private set; }

    internal void Enter(ServiceDbScope scope)
    {
        _scope = scope;
        ReachesEveryone = false;
        if (!IsSqlite)
        {
            BackToMain();
            Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        }
    }

    internal async ValueTask TakeTurnForCommandAsync(CancellationToken ct)
    {
        if (_turnOfSave is null && _scope is not null)
        {
            _turnOfCommand = await _scope.WriterTurn.EnterAsync(CurrentAgency, isUrgent: false, ct);
        }
    }

    internal void EndTurnOfCommand()
    {
        _turnOfCommand?.Dispose();
        _turnOfCommand = null;
    }

    internal void NoteWrite() => _scope?.Replica?.NoteWrite(_scope.Caller);

    /// <summary>A repetition after a failure goes to the main server, whichever failed.</summary>
    internal bool PrepareToRepeat()
    {
        if (_onReplica)
        {
            _scope?.Replica?.NoteFailure();
            BackToMain();
        }

        return true;
    }

    /// <summary>Maps the service's own tables; the platform's are mapped already.</summary>
    protected abstract void Map(ModelBuilder model);

    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        PlatformTables.Map(modelBuilder);
        Map(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes()
            .Where(entity => typeof(IAgencyOwned).IsAssignableFrom(entity.ClrType) && entity.BaseType is null))
        {
            modelBuilder.Entity(entity.ClrType).HasQueryFilter(AgencyFilter, OwnedByCurrentAgency(entity.ClrType));
        }
    }

    protected sealed override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite has neither a time nor a decimal type: microseconds since 1970 sort and compare, text keeps digits.
        if (IsSqlite)
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMicroseconds>();
        }
        else
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTime>();
        }
    }

    private LambdaExpression OwnedByCurrentAgency(Type entity)
    {
        var row = Expression.Parameter(entity, "row");
        var current = Expression.Property(Expression.Constant(this), nameof(CurrentAgency));
        return Expression.Lambda(Expression.Equal(Expression.Property(row, nameof(IAgencyOwned.AgencyId)), current), row);
    }

    private RunningRequest? MarkRunning()
    {
        if (_scope?.Caller.Running is not { IsMarked: false } running || running.Database != GetType() || !ChangeTracker.HasChanges())
        {
            return null;
        }

        if (!ChangeTracker.Entries<IdempotentAnswer>().Any())
        {
            var mark = Attach(new IdempotentAnswer { KeyHash = running.KeyHash, RequestHash = "" });
            mark.Property(answer => answer.Status).CurrentValue = IdempotentAnswer.CarriedOut;
            mark.Property(answer => answer.ExpiresAt).CurrentValue = Scope.Clock.GetUtcNow() + IdempotentAnswer.Kept;
        }

        return running;
    }

    private void BackToMain()
    {
        if (_onReplica)
        {
            _onReplica = false;
            Database.SetConnectionString(Scope.MainConnectionString);
        }
    }

    // Jobs and platform administrators act for no agency or publish for others; Stamp has judged what they change.
    private List<Guid> AgencyOfChanges() => IsSqlite ? [] :
    [
        .. ChangeTracker.Entries<IAgencyOwned>().Where(IsChange).Select(entry => entry.Entity.AgencyId)
            .Concat(ChangeTracker.Entries<OutboxMessage>().Where(IsChange).Select(entry => entry.Entity.AgencyId ?? CurrentAgency))
            .Distinct(),
    ];

    private static bool IsChange(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted;

    private void Stamp()
    {
        foreach (var entry in ChangeTracker.Entries<IAgencyOwned>())
        {
            if (entry.State == EntityState.Added && entry.Entity.AgencyId == Guid.Empty)
            {
                entry.Entity.AgencyId = CurrentAgency != Guid.Empty || entry.Entity.MayBelongToNobody
                    ? CurrentAgency
                    : throw new InvalidOperationException($"A {entry.Metadata.DisplayName()} needs an agency.");
            }
            else if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
                && CurrentAgency != Guid.Empty && entry.Entity.AgencyId != CurrentAgency)
            {
                throw new InvalidOperationException($"A {entry.Metadata.DisplayName()} of another agency cannot be changed.");
            }
        }
    }
}
