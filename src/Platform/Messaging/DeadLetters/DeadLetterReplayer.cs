using DigitalDocs.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Messaging.DeadLetters;

/// <summary>
/// Handles again what people decided to replay, from the rows of the services hosted here. A row is claimed by compare
/// and swap, so that of several copies one works on it; the claim of a process that died runs out; the inbox keeps
/// the effect single even when both believe to hold it.
/// </summary>
internal sealed class DeadLetterReplayer(
    IEnumerable<ServiceDatabase> databases,
    IServiceScopeFactory scopes,
    DeadLetterReplay replay,
    ReplaySignal signal,
    TimeProvider clock,
    ILogger<DeadLetterReplayer> log) : BackgroundService
{
    private const int AtOnce = 4;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var services = databases.Select(database => database.Service).ToList();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var service in services)
                {
                    await ReplayAsync(service, stoppingToken);
                }

                await signal.WaitAsync(LookEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                log.ReplayFailed(exception);
                await signal.WaitAsync(LookEvery, CancellationToken.None);
            }
        }
    }

    private async Task ReplayAsync(string service, CancellationToken ct)
    {
        while (await WaitingAsync(service, ct) is { Count: > 0 } waiting)
        {
            await Parallel.ForEachAsync(
                waiting,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
                async (letter, _) => await replay.RunAsync(service, letter, ct));
        }
    }

    // Oldest first: what was published in an order is replayed in it, as far as four at once allow.
    private async Task<List<DeadLetter>> WaitingAsync(string service, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredKeyedService<ServiceDb>(service)
            .AcrossAgencies<DeadLetter>("replays are done for all agencies").AsNoTracking()
            .Where(letter => letter.State == DeadLetter.Replaying
                && (letter.ClaimedUntil == null || letter.ClaimedUntil < now))
            .OrderBy(letter => letter.Id).Take(AtOnce * 4).ToListAsync(ct);
    }
}
