using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Http;

internal static partial class HttpLog
{
    [LoggerMessage(1201, LogLevel.Warning, "The authorization service cannot be asked; the last known permissions serve")]
    public static partial void AuthorizationUnreachable(this ILogger log, Exception exception);

    [LoggerMessage(1202, LogLevel.Error, "{Method} {Route} failed")]
    public static partial void RequestFailed(this ILogger log, string method, string? route, Exception? exception);
}
