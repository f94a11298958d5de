using DigitalDocs.Contracts.Http;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace DigitalDocs.Documents;

/// <summary>The codes by which this service says no, besides the platform's.</summary>
internal static class Refusals
{
    public static readonly Failure EmptyFile = new("empty_file", 422, "The file is empty.");

    public static readonly Failure ChecksumMismatch = new(
        "checksum_mismatch", 422, "The file that arrived is not the one whose SHA-256 was declared. Send it again.");

    public static readonly Failure Quarantined = new(
        "quarantined", 409, "Malware was found in this file; it is kept apart and never served.");

    public static readonly Failure MalwareFound = new(
        "malware_found", 422, "Malware was found in this file; it was not taken as a version.");

    public static readonly Failure SameContent = new(
        "same_content", 409, "This file is the current version already.");

    public static readonly Failure VersionUnderWay = new(
        "version_under_way", 409, "Somebody is just adding a version to this document.")
    {
        RetryAfter = TimeSpan.FromSeconds(2),
    };

    public static readonly Failure NoFiles = new("no_files", 400, "The upload has no files.");

    public static readonly Failure NotReadYet = new("not_read_yet", 409, "The document has not been read yet.")
    {
        RetryAfter = TimeSpan.FromSeconds(2),
    };

    public static readonly Failure ContentCorrupt = new(
        "content_corrupt", 502, "The stored file is damaged and is not served.");

    public static readonly Failure UploadDamaged = new(
        "upload_damaged", 422, "A piece of the upload was damaged on the store. Send the file again.");

    public static Failure TooLarge(long cap) =>
        new("too_large", 413, $"A file has at most {cap} bytes here.");

    public static Failure TooManyFiles(int most) =>
        new("too_many_files", 413, $"One upload takes at most {most} files.");

    public static Failure NoSuchPage(int page) => new("no_such_page", 404, $"The document has no page {page}.");

    /// <summary>The refusal of one thing within an answer that says yes to others.</summary>
    public static Problem ToPart(this Failure failure) => new(
        $"https://docs.digitaldocs.example/errors#{failure.Code}",
        ReasonPhrases.GetReasonPhrase(failure.Status),
        failure.Status,
        failure.Detail,
        null,
        failure.Code,
        null,
        failure.Errors);
}
