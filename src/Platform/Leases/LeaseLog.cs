using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Leases;

internal static partial class LeaseLog
{
    [LoggerMessage(LogLevel.Debug, "Periodic job {Job} ran in {Milliseconds} ms.")]
    public static partial void JobDone(ILogger logger, string job, double milliseconds);

    [LoggerMessage(LogLevel.Error, "Periodic job {Job} failed; it runs again at its next turn.")]
    public static partial void JobFailed(ILogger logger, string job, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The lease of periodic job {Job} was lost while it ran; it is stopped.")]
    public static partial void LeaseLost(ILogger logger, string job);

    [LoggerMessage(LogLevel.Warning, "The lease of periodic job {Job} could not be renewed.")]
    public static partial void RenewalFailed(ILogger logger, string job, Exception exception);
}
