using Microsoft.Extensions.Logging;

namespace DigitalDocs.Gateway;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Error, "The live stream could not be read; trying again")]
    public static partial void StreamUnreadable(this ILogger log, Exception exception);

    [LoggerMessage(2002, LogLevel.Warning, "{Service} does not answer: {Error}")]
    public static partial void ForwardFailed(this ILogger log, string service, string error);
}
