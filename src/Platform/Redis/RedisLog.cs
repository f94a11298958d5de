using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DigitalDocs.Platform.Redis;

internal static partial class RedisLog
{
    [LoggerMessage(1601, LogLevel.Warning, "Redis at {Where} does not answer; it is tried until it does")]
    public static partial void NotThere(this ILogger log, string where);

    [LoggerMessage(1602, LogLevel.Warning, "The connection to Redis at {Where} was lost ({Failure}); reconnecting")]
    public static partial void ConnectionLost(this ILogger log, string where, ConnectionFailureType failure);

    [LoggerMessage(1603, LogLevel.Information, "The connection to Redis at {Where} is back")]
    public static partial void ConnectionBack(this ILogger log, string where);

    [LoggerMessage(1604, LogLevel.Warning, "Redis at {Where} could not be found ({Failure}); trying again")]
    public static partial void NoPrimary(this ILogger log, string where, ConnectionFailureType failure);
}
