using DigitalDocs.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Messaging;

/// <summary>
/// Hands a service's committed events to the transport: woken by each commit, and once a second for what another
/// process left behind or what fell due. Nothing is locked that requests need while the transport is waited for: when
/// it is away, events stay here and requests go on. Copies of a service may send the same events at once; each sends
/// in order and the transport takes an id once, so the order stands.
/// </summary>
internal sealed class OutboxRelay<TDb>(
    IServiceScopeFactory scopes,
    ServiceDbCompanion<TDb> companion,
    IEventTransport transport,
    IEnumerable<ServiceDatabase> databases,
    Subscriptions subscriptions,
    TimeProvider clock,
    ILogger<OutboxRelay<TDb>> log) : BackgroundService
    where TDb : ServiceDb
{
    private const int BatchSize = 500;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    // The copy whose turn it is may have looked before our events were there.
    private static readonly TimeSpan OthersTurn = TimeSpan.FromMilliseconds(100);

    private readonly string _source = databases.First(database => database.DbType == typeof(TDb)).Service;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await subscriptions.WaitAsync(stoppingToken);
                var sent = await RelayAsync(stoppingToken);
                if (sent != BatchSize)
                {
                    await companion.OutboxSignal.WaitAsync(sent is null ? OthersTurn : LookAgain, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Commits do not cut this short: each would ask a broker that is away.
                log.RelayFailed(_source, exception);
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>How many were sent; null when it is another copy's turn.</returns>
    private async Task<int?> RelayAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var now = clock.GetUtcNow();
        var due = db.Waiting.AsNoTracking().Where(message => message.DueAt == null || message.DueAt <= now);
        if (!await due.AnyAsync(ct))
        {
            return 0;
        }

        if (db.IsSqlite)
        {
            return await HandOnAsync(db, due, ct);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await IsOurTurnAsync(db, ct))
        {
            return null;
        }

        var sent = await HandOnAsync(db, due, ct);
        await transaction.CommitAsync(ct);
        return sent;
    }

    // Not to be waited for: a transport that is away would cost a connection for each copy that waits.
    private async Task<bool> IsOurTurnAsync(TDb db, CancellationToken ct) => await db.Database
        .SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock(hashtext({_source + ".outbox"})) AS \"Value\"").SingleAsync(ct);

    private async Task<int> HandOnAsync(TDb db, IQueryable<OutboxMessage> due, CancellationToken ct)
    {
        var messages = await due.OrderBy(message => message.Seq).Take(BatchSize).ToListAsync(ct);
        if (messages.Count == 0)
        {
            return 0;
        }

        await transport.SendAsync([.. messages.Select(message => message.ToEnvelope(_source))], ct);

        // Exactly what was sent: a transaction that took an earlier number may have committed only now.
        var sent = messages.ConvertAll(message => message.Seq);
        await db.Waiting.Where(message => sent.Contains(message.Seq)).ExecuteDeleteAsync(CancellationToken.None);
        return messages.Count;
    }
}
