namespace DigitalDocs.Platform.Messaging;

/// <summary>An event on its way: CloudEvents 1.0 attributes and the payload as JSON.</summary>
/// <param name="Id">UUIDv7; handlers are protected against repetition by it.</param>
/// <param name="Source">The service that published it.</param>
/// <param name="DueAt">Not delivered before; null for at once.</param>
public sealed record EventEnvelope(
    Guid Id,
    string Type,
    string Source,
    string Subject,
    DateTimeOffset Time,
    Guid? AgencyId,
    string Actor,
    string? TraceParent,
    string Data,
    DateTimeOffset? DueAt = null);
