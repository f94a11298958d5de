using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Messaging;

internal static partial class MessagingLog
{
    [LoggerMessage(1101, LogLevel.Error, "Events of {Service} could not be handed to the transport; trying again")]
    public static partial void RelayFailed(this ILogger log, string service, Exception exception);

    [LoggerMessage(1102, LogLevel.Error, "{Group} could not receive events; trying again")]
    public static partial void ReceiveFailed(this ILogger log, string group, Exception exception);

    [LoggerMessage(1103, LogLevel.Warning, "{Group} failed on event {EventId}, attempt {Attempt}")]
    public static partial void HandlerFailed(
        this ILogger log, string group, Guid eventId, int attempt, Exception exception);

    [LoggerMessage(1104, LogLevel.Error, "{Group} gave up on event {EventId} after {Attempt} attempts: dead letter")]
    public static partial void Buried(this ILogger log, string group, Guid eventId, int attempt);

    [LoggerMessage(1105, LogLevel.Information, "{Group} dropped event {EventId}: {Reason}")]
    public static partial void Dropped(this ILogger log, string group, Guid eventId, string reason);

    [LoggerMessage(1106, LogLevel.Error, "{Group} could not report what became of event {EventId}")]
    public static partial void ReportFailed(this ILogger log, string group, Guid eventId, Exception exception);

    [LoggerMessage(1107, LogLevel.Error, "{Count} handled events could not be marked; they are delivered again")]
    public static partial void CompleteFailed(this ILogger log, int count, Exception exception);

    [LoggerMessage(1108, LogLevel.Error, "Claims could not be renewed")]
    public static partial void RenewFailed(this ILogger log, Exception exception);

    [LoggerMessage(1109, LogLevel.Error, "The failure of {Group} on event {EventId} could not be written down; trying again")]
    public static partial void FailureNotKept(this ILogger log, string group, Guid eventId, Exception exception);

    [LoggerMessage(1110, LogLevel.Error, "Dead letters could not be replayed; trying again")]
    public static partial void ReplayFailed(this ILogger log, Exception exception);

    [LoggerMessage(1111, LogLevel.Error, "Dead letters of {Service} could not be counted; trying again")]
    public static partial void CountFailed(this ILogger log, string service, Exception exception);
}
