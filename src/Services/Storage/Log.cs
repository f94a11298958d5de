using Microsoft.Extensions.Logging;

namespace DigitalDocs.Storage;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Critical, "Version {Version} of document {DocumentId} is {Damage} on the store.")]
    public static partial void ContentDamaged(this ILogger log, Guid documentId, int version, string damage);

    [LoggerMessage(LogLevel.Information, "Version {Version} of document {DocumentId} is whole again.")]
    public static partial void ContentRestored(this ILogger log, Guid documentId, int version);

    [LoggerMessage(LogLevel.Error, "Version {Version} of document {DocumentId} cannot be read.")]
    public static partial void ContentUnreadable(this ILogger log, Guid documentId, int version, Exception exception);
}
