using Microsoft.Extensions.Logging;

namespace DigitalDocs.Storage;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Critical, "Version {Version} of document {DocumentId} is {Damage} on the store.")]
    public static partial void ContentDamaged(this ILogger log, Guid documentId, int version, string damage);

    [LoggerMessage(LogLevel.Information, "Version {Version} of document {DocumentId} is whole again.")]
    public static partial void ContentRestored(this ILogger log, Guid documentId, int version);

    [LoggerMessage(LogLevel.Warning, "Version {Version} of document {DocumentId} was {Damage}; it was repaired from the {Copy} copy.")]
    public static partial void ContentRepaired(this ILogger log, Guid documentId, int version, string damage, string copy);

    [LoggerMessage(LogLevel.Error, "Version {Version} of document {DocumentId} cannot be read.")]
    public static partial void ContentUnreadable(this ILogger log, Guid documentId, int version, Exception exception);

    [LoggerMessage(LogLevel.Error, "Version {Version} of document {DocumentId} is damaged and was not copied to the second store.")]
    public static partial void NotReplicated(this ILogger log, Guid documentId, int version, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A store does not answer; copies are made when it is back.")]
    public static partial void ReplicaUnavailable(this ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A file of version {Version} of document {DocumentId} was put back from the second store.")]
    public static partial void Restored(this ILogger log, Guid documentId, int version);

    [LoggerMessage(LogLevel.Warning, "The orphan sweep was interrupted; it goes on at its next turn.")]
    public static partial void SweepInterrupted(this ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Information, "An object of version {Version} of {DocumentId} was removed: it belonged to no document.")]
    public static partial void OrphanRemoved(this ILogger log, Guid documentId, int version);
}
