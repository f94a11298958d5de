namespace DigitalDocs.Documents;

/// <summary>The states of a document and the moves between them; every other move is refused.</summary>
internal static class DocumentStatus
{
    /// <summary>Bytes arrive.</summary>
    public const string Received = "received";

    /// <summary>The bytes are looked at for malware.</summary>
    public const string Scanning = "scanning";

    /// <summary>Safe in the store, waiting to be read.</summary>
    public const string Stored = "stored";

    /// <summary>Being read and analysed.</summary>
    public const string Processing = "processing";

    public const string Ready = "ready";

    /// <summary>Reading or analysing failed: the reason says why, a person may try again.</summary>
    public const string Attention = "attention";

    /// <summary>Malware: never served, never left.</summary>
    public const string Quarantined = "quarantined";

    public static readonly IReadOnlyList<string> All =
        [Received, Scanning, Stored, Processing, Ready, Attention, Quarantined];

    /// <summary>Whether the document may go from one state to the other.</summary>
    public static bool CanMove(string from, string to) => (from, to) switch
    {
        (Received, Scanning) => true,
        (Scanning, Stored or Quarantined) => true,
        (Stored, Processing) => true,
        (Processing, Ready or Attention) => true,

        // A person, or a late answer, mends what failed; a corrected analysis replaces an earlier one.
        (Attention, Processing or Ready) => true,
        (Ready, Processing or Attention) => true,

        // A new version starts over, whatever became of the one before.
        (Stored or Processing or Ready or Attention, Received) => true,
        _ => false,
    };

    public static bool IsWaiting(string status) => status is Stored or Processing;
}
