using DigitalDocs.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Messaging;

/// <summary>
/// Hands a service's committed events to the transport: woken by each commit, and once a second for what another
/// process left behind. Reading, sending and deleting happen under the database's write lock, so that copies of a
/// service never send out of order.
/// </summary>
internal sealed class OutboxRelay<TDb>(
    IServiceScopeFactory scopes,
    ServiceDbCompanion<TDb> companion,
    IEventTransport transport,
    IEnumerable<ServiceDatabase> databases,
    ILogger<OutboxRelay<TDb>> log) : BackgroundService
    where TDb : ServiceDb
{
    private const int BatchSize = 500;
    private readonly string _source = databases.First(database => database.DbType == typeof(TDb)).Service;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RelayAsync(stoppingToken) == BatchSize)
                {
                }

                await companion.OutboxSignal.WaitAsync(TimeSpan.FromSeconds(1), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                log.RelayFailed(_source, exception);
                await companion.OutboxSignal.WaitAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }

    private async Task<int> RelayAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        if (!await db.Outbox.AnyAsync(ct))
        {
            return 0;
        }

        await companion.WriterTurn.WaitAsync(ct);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            if (!db.IsSqlite)
            {
                await db.Database.ExecuteSqlAsync(
                    $"SELECT pg_advisory_xact_lock(hashtext({_source + ".outbox"}))", ct);
            }

            var messages = await db.Outbox.AsNoTracking().OrderBy(message => message.Seq).Take(BatchSize).ToListAsync(ct);
            if (messages.Count == 0)
            {
                return 0;
            }

            await transport.SendAsync([.. messages.Select(message => message.ToEnvelope(_source))], ct);
            var last = messages[^1].Seq;
            await db.Outbox.Where(message => message.Seq <= last).ExecuteDeleteAsync(ct);
            await transaction.CommitAsync(ct);
            return messages.Count;
        }
        finally
        {
            companion.WriterTurn.Release();
        }
    }
}
