using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Broadcast;

internal static partial class BroadcastLog
{
    [LoggerMessage(1621, LogLevel.Debug, "News of {Topic} did not reach the other processes ({Reason})")]
    public static partial void NewsLost(this ILogger log, string topic, string reason);

    [LoggerMessage(1622, LogLevel.Debug, "News of other processes cannot be heard yet ({Reason}); trying again")]
    public static partial void NoNews(this ILogger log, string reason);
}
