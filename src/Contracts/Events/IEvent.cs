namespace DigitalDocs.Contracts.Events;

/// <summary>Something that happened, told to whoever listens. The type is a stable wire identity.</summary>
public interface IEvent
{
    /// <summary>Wire name with version: <c>document.uploaded.v1</c>.</summary>
    static abstract string EventType { get; }

    /// <summary>Id of the resource; deliveries keep their order per subject.</summary>
    string Subject { get; }

    /// <summary>The tenant; null for what belongs to the whole installation.</summary>
    Guid? AgencyId { get; }
}
