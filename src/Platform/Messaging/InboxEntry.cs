namespace DigitalDocs.Platform.Messaging;

/// <summary>
/// A handler's effect and this row are one transaction: a repeated delivery finds the row and does nothing.
/// </summary>
public sealed class InboxEntry
{
    public required string Handler { get; init; }

    public required Guid EventId { get; init; }

    public required DateTimeOffset HandledAt { get; init; }
}
