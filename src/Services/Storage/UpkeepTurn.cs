namespace DigitalDocs.Storage;

/// <summary>How far a walk over the whole store has come; of the installation, not of an agency.</summary>
internal sealed class UpkeepTurn
{
    public const string Compare = "compare";
    public const string Orphans = "orphans";

    public required string Name { get; init; }

    /// <summary>Where it goes on; null at the beginning.</summary>
    public string? Cursor { get; set; }

    public required DateTimeOffset BeganAt { get; set; }

    /// <summary>Null while it is under way.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Objects looked at in this walk.</summary>
    public long Seen { get; set; }

    /// <summary>Objects copied, removed or reported in this walk.</summary>
    public long Changed { get; set; }
}
