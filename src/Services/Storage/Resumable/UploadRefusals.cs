using DigitalDocs.Platform.Http;

namespace DigitalDocs.Storage.Resumable;

/// <summary>The codes by which resumable uploads say no, besides the platform's.</summary>
internal static class UploadRefusals
{
    public static readonly Failure Version = new(
        "tus_version", 412, "This speaks tus 1.0.0 only: send the header Tus-Resumable: 1.0.0.");

    public static readonly Failure NotAChunk = new(
        "unsupported_media_type", 415, "Bytes of an upload are sent as application/offset+octet-stream.");

    public static readonly Failure Gone = new(
        "upload_gone", 410, "This upload has expired or was ended. Begin a new one.");

    public static readonly Failure OffsetConflict = new(
        "offset_conflict", 409, "The upload stands at another offset, or somebody else is just sending. Ask for it by HEAD.");

    public static readonly Failure ChunkDamaged = new(
        "chunk_checksum_mismatch", 460, "These bytes are not those whose checksum was named. None of them was kept; send them again.");

    public static readonly Failure ChecksumUnknown = new(
        "checksum_unknown", 400, "Upload-Checksum is sha1 or sha256, a space, and the checksum in Base64.");

    public static readonly Failure FinalTakesNoBytes = new(
        "final_upload", 403, "A final upload joins others and takes no bytes itself.");

    public static readonly Failure PartsUnfinished = new(
        "parts_unfinished", 409, "Not all uploads that are to be joined have all their bytes.");

    public static readonly Failure AlreadyReceived = new(
        "upload_received", 409, "Every byte has arrived and the document is being made. Put the document into the trash instead.");

    public static readonly Failure TooManyPieces = new(
        "too_many_pieces", 422, "This upload came in too many small pieces. Begin again and send more at a time.");

    public static readonly Failure Stopping = new(
        "unavailable", 503, "The server is just stopping. What has arrived is kept; go on shortly.")
    {
        RetryAfter = TimeSpan.FromSeconds(2),
    };

    public static readonly Failure Unconfirmed = new(
        "unavailable", 503, "It could not be confirmed that you are still signed in. What has arrived is kept; go on shortly.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    public static readonly Failure MethodUnknown = new(
        "method_not_allowed", 405, "X-HTTP-Method-Override is PATCH, DELETE or HEAD here.");

    public static Failure TooLarge(long cap) => new("too_large", 413, $"A file has at most {cap} bytes here.");

    public static Failure TooMany(int most) =>
        new("too_many_uploads", 429, $"At most {most} uploads of one person are open at a time. Finish or end some.")
        {
            RetryAfter = TimeSpan.FromSeconds(30),
        };
}
