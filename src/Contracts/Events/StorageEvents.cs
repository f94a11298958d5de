namespace DigitalDocs.Contracts.Events;

/// <summary>A stored file is not what was uploaded: an administrator must restore it.</summary>
/// <param name="Kind"><c>altered</c> (its bytes changed on the store) or <c>missing</c>.</param>
public sealed record ContentDamaged(Guid DocumentId, Guid Agency, int Version, string Kind) : IEvent
{
    public static string EventType => "storage.content-damaged.v1";

    public string Subject => DocumentId.ToString();

    public Guid? AgencyId => Agency;
}
