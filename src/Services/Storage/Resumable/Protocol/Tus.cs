using System.Globalization;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace DigitalDocs.Storage.Resumable.Protocol;

/// <summary>The words of the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload), and those that we add.</summary>
internal static class Tus
{
    public const string Version = "1.0.0";
    public const string Extensions =
        "creation,creation-with-upload,creation-defer-length,checksum,expiration,termination,concatenation";

    public const string Resumable = "Tus-Resumable";
    public const string Offset = "Upload-Offset";
    public const string Length = "Upload-Length";
    public const string DeferLength = "Upload-Defer-Length";
    public const string Metadata = "Upload-Metadata";
    public const string Expires = "Upload-Expires";
    public const string Checksum = "Upload-Checksum";
    public const string Concat = "Upload-Concat";
    public const string MethodOverride = "X-HTTP-Method-Override";

    /// <summary>Ours: where the upload stands, and what became of it.</summary>
    public const string Status = "Upload-Status";
    public const string Document = "Upload-Document";
    public const string DuplicateOf = "Upload-Duplicate-Of";
    public const string Refusal = "Upload-Refusal";

    private const string ChunkType = "application/offset+octet-stream";

    public static string LocationOf(Guid upload) => $"{Routes.Base}/uploads/{upload}";

    public static bool IsChunk(HttpRequest request) =>
        request.ContentType?.Split(';')[0].Trim().Equals(ChunkType, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A header that is a number of bytes.</summary>
    /// <param name="value">Null when the header is absent.</param>
    /// <returns>A failure for anything that is no such number.</returns>
    public static Failure? ReadBytes(HttpRequest request, string header, out long? value)
    {
        value = null;
        var sent = request.Headers[header];
        if (sent.Count == 0)
        {
            return null;
        }

        if (sent.Count == 1 && long.TryParse(sent[0], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
        {
            value = bytes;
            return null;
        }

        return Failure.Invalid(header, "A number of bytes, in digits.");
    }

    /// <summary>What every answer about an upload says of it.</summary>
    public static void Describe(HttpResponse response, Upload upload)
    {
        var headers = response.Headers;
        headers[Offset] = Digits(upload.Received);
        headers[Status] = upload.Status;
        if (upload.Status is UploadStatus.Open or UploadStatus.Whole)
        {
            headers[Expires] = upload.ExpiresAt.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
        }

        Set(headers, Document, upload.DocumentId?.ToString());
        Set(headers, DuplicateOf, upload.DuplicateOf?.ToString());
        Set(headers, Refusal, upload.RefusalCode);
    }

    /// <summary>What HEAD says besides.</summary>
    public static void DescribeWhole(HttpResponse response, Upload upload)
    {
        Describe(response, upload);
        var headers = response.Headers;
        if (upload.Length is { } length)
        {
            headers[Length] = Digits(length);
        }
        else
        {
            headers[DeferLength] = "1";
        }

        Set(headers, Metadata, upload.Metadata.Length > 0 ? upload.Metadata : null);
        Set(headers, Concat, upload.Kind switch
        {
            UploadKind.Partial => "partial",
            UploadKind.Final => $"final;{upload.Joins}",
            _ => null,
        });
    }

    private static string Digits(long bytes) => bytes.ToString(CultureInfo.InvariantCulture);

    private static void Set(IHeaderDictionary headers, string name, string? value)
    {
        if (value is not null)
        {
            headers[name] = value;
        }
    }
}
