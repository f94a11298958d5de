using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Health;

internal static partial class HealthLog
{
    public const int NotHealthyEvent = 1403;

    [LoggerMessage(1401, LogLevel.Warning, "Waiting for {Engine}: {Why}")]
    public static partial void WaitingFor(this ILogger log, string engine, string why);

    [LoggerMessage(1402, LogLevel.Information, "Everything this process stands on answers; starting")]
    public static partial void WaitIsOver(this ILogger log);

    [LoggerMessage(NotHealthyEvent, LogLevel.Warning, "{Check} is {Status}: {Why}")]
    public static partial void NotHealthy(
        this ILogger log, string check, HealthStatus status, string why, Exception? exception);

    [LoggerMessage(1404, LogLevel.Information, "{Check} is well again")]
    public static partial void HealthyAgain(this ILogger log, string check);
}
