using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Health;

/// <summary>
/// Logs each check when it changes, and only then. The framework's own line per failing check and question is turned
/// off: with every peer asking every second, an engine that is away would fill the log.
/// </summary>
internal sealed class HealthChanges(ILogger<HealthChanges> log)
{
    private readonly ConcurrentDictionary<string, HealthStatus> _last = new();

    public void Note(HealthReport report)
    {
        foreach (var (check, entry) in report.Entries)
        {
            if (!Changed(check, entry.Status))
            {
                continue;
            }

            if (entry.Status == HealthStatus.Healthy)
            {
                log.HealthyAgain(check);
            }
            else
            {
                log.NotHealthy(check, entry.Status, entry.Description ?? "no reason given", entry.Exception);
            }
        }
    }

    // Two questions at once see the same change; one of them logs it. What is well from the beginning is no news.
    private bool Changed(string check, HealthStatus status)
    {
        var last = _last.GetOrAdd(check, HealthStatus.Healthy);
        return last != status && _last.TryUpdate(check, status, last);
    }
}
