namespace DigitalDocs.Web.State;

/// <summary>A file as JavaScript announces it; its bytes stay in the browser.</summary>
/// <param name="TransactionId">Of an upload that the page was left with.</param>
/// <param name="Missing">The file itself is no longer here.</param>
/// <param name="Paused">The person had stopped it for now.</param>
public sealed record AddedFile(
    int Id,
    string Name,
    long Size,
    bool Large = false,
    Guid? TransactionId = null,
    bool Missing = false,
    bool Paused = false);
