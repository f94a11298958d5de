using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Data;

internal static partial class DataLog
{
    [LoggerMessage(1001, LogLevel.Information, "Reading {Entity} across agencies: {Reason}")]
    public static partial void AcrossAgencies(this ILogger log, string entity, string reason);

    [LoggerMessage(1002, LogLevel.Debug, "Migration of {Service}: {Message}")]
    public static partial void Migration(this ILogger log, string service, string message);
}
