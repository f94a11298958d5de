using DigitalDocs.Platform.Mesh;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Resilience;

/// <summary>
/// Asks every copy of services that have several whether it is ready. One that is not (it stops, its store is away, or
/// it does not answer) is left out; one that is ready again is taken in before its time is over.
/// </summary>
internal sealed class CopyProbe(
    ServiceCopies copies,
    MeshConnections connections,
    IOptions<ResilienceOptions> options,
    TimeProvider clock,
    ILogger<CopyProbe> log) : BackgroundService
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var every = options.Value.ProbeEvery;
        var all = copies.Shared.SelectMany(target => copies.Of(target)!.All).Distinct().ToList();
        if (all.Count == 0 || every == TimeSpan.Zero)
        {
            return;
        }

        using var http = new HttpClient(connections.Others, disposeHandler: false) { Timeout = Limit };
        using var timer = new PeriodicTimer(every, clock);
        do
        {
            await Task.WhenAll(all.Select(copy => ProbeAsync(http, copy, every, stoppingToken)));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ProbeAsync(HttpClient http, ServiceCopy copy, TimeSpan every, CancellationToken ct)
    {
        string why;
        try
        {
            using var answer = await http.GetAsync(copy.Rebase("health/ready"), HttpCompletionOption.ResponseHeadersRead, ct);
            if (answer.IsSuccessStatusCode)
            {
                if (copy.TakeIn())
                {
                    log.CopyTakenIn(copy.Address.Authority);
                }

                return;
            }

            why = $"not ready ({(int)answer.StatusCode})";
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException
            && !ct.IsCancellationRequested)
        {
            why = exception is HttpRequestException failure ? $"{failure.HttpRequestError}" : "no answer in time";
        }

        // Until the probe after the next one: a probe that is late must not bring back what is down.
        if (copy.LeaveOut(every + every + Limit))
        {
            log.CopyLeftOut(copy.Address.Authority, why);
        }
    }
}
