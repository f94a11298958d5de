using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using DigitalDocs.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Messaging.DeadLetters;

/// <summary>
/// Counts the dead letters of the services hosted here every few seconds, for the metric and the health page. Every
/// copy of a service tells the same number.
/// </summary>
internal sealed class DeadLetterGauge(
    IEnumerable<ServiceDatabase> databases, IServiceScopeFactory scopes, TimeProvider clock, ILogger<DeadLetterGauge> log)
    : BackgroundService
{
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, int>> _counts = new();

    /// <summary>Handler → dead letters that wait for a decision.</summary>
    public IReadOnlyDictionary<string, int> Waiting =>
        _counts.Values.SelectMany(service => service).ToDictionary(handler => handler.Key, handler => handler.Value);

    public async Task CountAsync(CancellationToken ct)
    {
        foreach (var database in databases)
        {
            try
            {
                _counts[database.Service] = await CountAsync(database.Service, ct);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.CountFailed(database.Service, exception);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        MessagingTelemetry.WatchDeadLetters(Measure);
        using var timer = new PeriodicTimer(CountEvery, clock);
        try
        {
            do
            {
                await CountAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task<IReadOnlyDictionary<string, int>> CountAsync(string service, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredKeyedService<ServiceDb>(service)
            .AcrossAgencies<DeadLetter>("dead letters are counted for the operator")
            .Where(letter => letter.State == DeadLetter.Dead)
            .GroupBy(letter => letter.Handler).Select(group => new { Handler = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Handler, group => group.Count, ct);

        // A handler that had some goes back to nought: otherwise its alert would never end.
        foreach (var handler in _counts.GetValueOrDefault(service)?.Keys ?? [])
        {
            found.TryAdd(handler, 0);
        }

        return found;
    }

    private IEnumerable<Measurement<int>> Measure() =>
        from service in _counts
        from handler in service.Value
        select new Measurement<int>(
            handler.Value, new("service", service.Key), new KeyValuePair<string, object?>("handler", handler.Key));
}

/// <summary>Names on the health page what waits for a person; the process is ready all the same.</summary>
internal sealed class DeadLetterCheck(DeadLetterGauge gauge) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var waiting = gauge.Waiting.Where(handler => handler.Value > 0).OrderBy(handler => handler.Key, StringComparer.Ordinal).ToList();
        return Task.FromResult(waiting.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(
                "Events wait for a decision (dead letters): "
                + string.Join(", ", waiting.Select(handler => $"{handler.Key} {handler.Value}")) + "."));
    }
}
