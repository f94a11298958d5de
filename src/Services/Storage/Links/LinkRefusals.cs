using DigitalDocs.Platform.Http;

namespace DigitalDocs.Storage.Links;

/// <summary>The codes by which links say no.</summary>
internal static class LinkRefusals
{
    public static readonly Failure Invalid = new("link_invalid", 403, "This link was altered or is incomplete.");

    public static readonly Failure Over = new("link_over", 410, "This link has expired or was revoked. Ask for a new one.");

    public static readonly Failure ContentCorrupt = new(
        "content_corrupt", 502, "The stored file is damaged and is not served.");

    public static readonly Failure NotOffered = new(
        "direct_upload_not_offered", 422, "Files are not kept in a bucket here: use the ordinary or the resumable upload.");

    public static Failure TooLarge(long cap) => new("too_large", 413, $"A file has at most {cap} bytes here.");
}
