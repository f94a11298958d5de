using Microsoft.Extensions.Logging;

namespace DigitalDocs.Auth;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Warning,
        "Session {SessionId}: a refresh token was presented again after its window; the session ended")]
    public static partial void RefreshReplayed(this ILogger log, Guid sessionId);

    [LoggerMessage(2002, LogLevel.Information, "A sign-in was refused: {Reason}")]
    public static partial void SignInRefused(this ILogger log, string reason);

    [LoggerMessage(2003, LogLevel.Warning, "Cleaning of sessions failed; it is tried again")]
    public static partial void CleaningFailed(this ILogger log, Exception exception);

    [LoggerMessage(2004, LogLevel.Warning, "The users service could not be asked")]
    public static partial void UsersUnreachable(this ILogger log, Exception exception);

    [LoggerMessage(2005, LogLevel.Information, "The password hash of user {UserId} was brought to the current cost")]
    public static partial void HashUpgraded(this ILogger log, Guid userId);
}
