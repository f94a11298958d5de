using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Data;

internal static partial class DataLog
{
    [LoggerMessage(1001, LogLevel.Information, "Reading {Entity} across agencies: {Reason}")]
    public static partial void AcrossAgencies(this ILogger log, string entity, string reason);

    [LoggerMessage(1002, LogLevel.Debug, "Migration of {Service}: {Message}")]
    public static partial void Migration(this ILogger log, string service, string message);

    [LoggerMessage(1003, LogLevel.Information,
        "The login of Data:ConnectionString passes by row-level security; rows are read and written as the role {Role}")]
    public static partial void RowRole(this ILogger log, string role);

    [LoggerMessage(1004, LogLevel.Warning, "The read replica cannot be used; everything is read from the main server: {Why}")]
    public static partial void ReplicaLost(this ILogger log, string why);

    [LoggerMessage(1005, LogLevel.Information, "The read replica is used again")]
    public static partial void ReplicaBack(this ILogger log);
}
