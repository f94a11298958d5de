using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Jobs;

internal static partial class JobLog
{
    [LoggerMessage(1631, LogLevel.Error, "{Kind} {Job} failed at attempt {Attempt}; it is tried again")]
    public static partial void JobFailed(this ILogger log, string kind, Guid job, int attempt, Exception error);

    [LoggerMessage(1632, LogLevel.Error, "The queue of {Kind} could not be asked")]
    public static partial void QueueFailed(this ILogger log, string kind, Exception error);
}
