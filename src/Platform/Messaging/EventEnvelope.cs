namespace DigitalDocs.Platform.Messaging;

/// <summary>An event on its way: CloudEvents 1.0 attributes and the payload as JSON.</summary>
/// <param name="Id">UUIDv7; handlers are protected against repetition by it.</param>
/// <param name="Source">The service that published it.</param>
/// <param name="Data">JSON; <c>null</c> while it is elsewhere.</param>
/// <param name="DataRef">Where a payload lies that is too large for the way; null when it is in <paramref name="Data"/>.</param>
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
    string? DataRef = null);
