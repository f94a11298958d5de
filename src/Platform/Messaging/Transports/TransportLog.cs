using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Messaging.Transports;

internal static partial class TransportLog
{
    [LoggerMessage(1121, LogLevel.Warning, "The queue {Queue} is out of reach; trying again")]
    public static partial void QueueLost(this ILogger log, string queue, Exception exception);

    [LoggerMessage(1122, LogLevel.Error, "The queue {Queue} held a message that is not an event; it was taken out")]
    public static partial void NotAnEvent(this ILogger log, string queue, Exception exception);

    [LoggerMessage(1123, LogLevel.Warning, "Queues of {Group} could not be shared out among the processes")]
    public static partial void NotBalanced(this ILogger log, string group, Exception exception);

    [LoggerMessage(1124, LogLevel.Warning, "RabbitMQ lacked a queue of {Group}; it was declared again")]
    public static partial void QueuesDeclaredAgain(this ILogger log, string group);

    [LoggerMessage(1125, LogLevel.Error, "The payload of event {EventId} cannot be read now; it is tried again")]
    public static partial void PayloadAway(this ILogger log, Guid eventId, Exception exception);

    [LoggerMessage(1126, LogLevel.Warning, "The length of the queue of {Group} is not known")]
    public static partial void LengthUnknown(this ILogger log, string group, Exception exception);
}
