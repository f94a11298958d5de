namespace DigitalDocs.Storage.Resumable;

/// <summary>Where an upload stands.</summary>
internal static class UploadStatus
{
    /// <summary>Bytes are awaited.</summary>
    public const string Open = "open";

    /// <summary>A partial upload that has all its bytes and waits to be joined.</summary>
    public const string Whole = "whole";

    /// <summary>A partial upload that is part of a final one.</summary>
    public const string Joined = "joined";

    /// <summary>Every byte is safe; the document is being made.</summary>
    public const string Received = "received";

    public const string Done = "done";

    public const string Refused = "refused";

    public const string Expired = "expired";

    public const string Terminated = "terminated";

    /// <summary>Nobody needs the pieces any more. Those of joined uploads are needed by the final one.</summary>
    public static readonly string[] Over = [Done, Refused, Expired, Terminated];
}

internal static class UploadKind
{
    public const string Single = "single";

    /// <summary>A piece of a file that is sent beside others and joined later.</summary>
    public const string Partial = "partial";

    /// <summary>Joins partial uploads; it takes no bytes itself.</summary>
    public const string Final = "final";
}
