using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Resilience;

internal static partial class ResilienceLog
{
    [LoggerMessage(1301, LogLevel.Warning, "The copy at {Address} is left out for now: {Why}")]
    public static partial void CopyLeftOut(this ILogger log, string address, string why);

    [LoggerMessage(1302, LogLevel.Information, "The copy at {Address} is asked again")]
    public static partial void CopyTakenIn(this ILogger log, string address);
}
