using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Health;

internal static partial class HealthLog
{
    [LoggerMessage(1401, LogLevel.Warning, "Waiting for {Engine}: {Why}")]
    public static partial void WaitingFor(this ILogger log, string engine, string why);

    [LoggerMessage(1402, LogLevel.Information, "Everything this process stands on answers; starting")]
    public static partial void WaitIsOver(this ILogger log);
}
