using System.Text;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace DigitalDocs.Documents;

/// <summary>Reads the body of one upload: files go to the store as they come, fields may stand before or after them.</summary>
internal sealed class UploadReading(DocumentIntake intake, DocumentsOptions options)
{
    private const int LongestField = 16 * 1024;
    private const int MostFields = 200;
    private readonly List<StagedFile> _files = [];

    public IReadOnlyList<StagedFile> Files => _files;

    public UploadFields Fields { get; } = new();

    public void ReadQuery(IQueryCollection query)
    {
        foreach (var (name, values) in query.Where(parameter => UploadFields.IsKnown(parameter.Key)))
        {
            Fields.AddAll(name, values);
        }
    }

    /// <summary>The whole body is one file.</summary>
    public async Task<Failure?> ReadRawAsync(HttpRequest request, CancellationToken ct)
    {
        var name = request.Query["name"].ToString();
        if (name.Length == 0)
        {
            return IsOneFile(request.ContentType)
                ? Failure.Invalid("name", "A raw body needs ?name= with the name of the file.")
                : new Failure(
                    "unsupported_media_type", 415, "Send multipart/form-data with files, or a raw body with ?name=.");
        }

        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true)
        {
            return new Failure("unsupported_media_type", 415, "A form without files is no upload.");
        }

        _files.Add(await intake.StageAsync(FileName.Clean(name), request.Body, ct));
        return null;
    }

    public async Task<Failure?> ReadMultipartAsync(string boundary, Stream body, CancellationToken ct)
    {
        if (boundary.Length is 0 or > 200)
        {
            return new Failure("unreadable", 400, "The multipart boundary is missing or too long.");
        }

        var reader = new MultipartReader(boundary, body);
        var fields = 0;
        while (await NextAsync(reader, ct) is { } section)
        {
            var header = PartHeader.Parse(section.ContentDisposition);
            if (header.FileName is null)
            {
                if (++fields > MostFields || await ReadFieldAsync(section, ct) is not { } value)
                {
                    return Failure.Invalid("fields", "Too many fields, or a field that is too long.");
                }

                Fields.Add(header.Name ?? "", value);
            }
            else if (await ReadFileAsync(header, section.Body, ct) is { } failure)
            {
                return failure;
            }
        }

        return _files.Count == 0 ? Fields.Check(0) ?? Refusals.NoFiles : null;
    }

    private static bool IsOneFile(string? contentType)
    {
        var type = contentType?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
        return type.StartsWith("image/", StringComparison.Ordinal)
            || type is "application/pdf" or "application/octet-stream" or "application/zip"
            || type.StartsWith("application/vnd.", StringComparison.Ordinal);
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken ct)
    {
        try
        {
            return await reader.ReadNextSectionAsync(ct);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new BrokenUploadException(exception);
        }
    }

    private static async Task<string?> ReadFieldAsync(MultipartSection section, CancellationToken ct)
    {
        var buffer = new byte[LongestField];
        try
        {
            var length = await section.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
            return length == buffer.Length ? null : Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new BrokenUploadException(exception);
        }
    }

    private async Task<Failure?> ReadFileAsync(PartHeader header, Stream content, CancellationToken ct)
    {
        if (header.Name is not ("files" or "file" or "files[]"))
        {
            return Failure.Invalid(header.Name is { Length: > 0 } name ? name : "files", "Files are sent as parts named files.");
        }

        if (_files.Count >= options.MostFiles)
        {
            return Refusals.TooManyFiles(options.MostFiles);
        }

        var staged = await intake.StageAsync(FileName.Clean(header.FileName), content, ct);

        // What a browser sends for a form in which no file was chosen.
        if (staged.File.Size == 0 && header.FileName!.Length == 0)
        {
            await intake.DiscardAsync([staged]);
            return null;
        }

        _files.Add(staged);
        return null;
    }
}
