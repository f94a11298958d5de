using Microsoft.Extensions.Logging;

namespace DigitalDocs.Users;

internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Warning, "No password link could be made for user {UserId}")]
    public static partial void NoPasswordLink(this ILogger log, Exception exception, Guid userId);
}
