using System.Text.Json;
using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace DigitalDocs.Ai;

/// <summary>What a question is about, as it was read; or why it cannot be had.</summary>
internal sealed record Source(DocumentText? Text, string? Class, Guid? DocumentId, int? Version, bool HasPlaces, Failure? Failure)
{
    public static implicit operator Source(Failure failure) => new(null, null, null, null, false, failure);
}

/// <summary>Finds the words that a question is about.</summary>
internal sealed class Sources(DocumentsClient documents, FileReading files, IBlobStore blobs, Caller caller)
{
    private const int MostCharacters = 4_000_000;

    public async Task<Source> OpenAsync(HttpRequest http, CancellationToken ct)
    {
        if (http.HasFormContentType)
        {
            return await OfFileAsync(http, ct);
        }

        if (!http.HasJsonContentType())
        {
            return new Failure("unsupported_media_type", StatusCodes.Status415UnsupportedMediaType, "Send JSON, or a form with a file.");
        }

        if (await ReadAsync(http, ct) is not { } asked || asked.DocumentId.HasValue == asked.Text is not null)
        {
            return Failure.Invalid("documentId", "Send exactly one of documentId and text.");
        }

        if (asked.Class is { } code && !ClassCodes.All.Contains(code))
        {
            return Failure.Invalid("class", "This is not a class of the taxonomy; see /ai/taxonomy.");
        }

        return asked.DocumentId is { } id ? await OfDocumentAsync(id, asked.Class, ct) : OfText(asked.Text!, asked.Class);
    }

    private static async Task<AskAi?> ReadAsync(HttpRequest http, CancellationToken ct)
    {
        try
        {
            return await http.ReadFromJsonAsync<AskAi>(ct);
        }
        catch (JsonException e)
        {
            // As the framework reports a body that it binds itself: the platform says which member is wrong.
            throw new BadHttpRequestException("The body is not valid JSON.", StatusCodes.Status400BadRequest, e);
        }
    }

    private static Source OfText(string text, string? known) => string.IsNullOrWhiteSpace(text)
        ? Failure.Invalid("text", "The text is empty.")
        : text.Length > MostCharacters
            ? new Failure("text_too_long", StatusCodes.Status413PayloadTooLarge, $"At most {MostCharacters} characters; upload it as a document.")
            : new Source(PlainText.Read(text), known, null, null, false, null);

    private async Task<Source> OfDocumentAsync(Guid id, string? known, CancellationToken ct)
    {
        var state = await documents.FindAsync(id, ct);
        if (state is null || !caller.Visibility.Sees(state.Id, state.GrantSetId, state.OwnerId))
        {
            return Failure.NotFound("document", id);
        }

        var text = state.TextBlob is { } key ? await blobs.GetJsonAsync<DocumentText>(key, ct) : null;
        return text is null
            ? new Failure("not_read_yet", StatusCodes.Status422UnprocessableEntity, "The document has not been read, or nothing in it could be.")
            : new Source(text, known, id, state.Version, true, null);
    }

    private async Task<Source> OfFileAsync(HttpRequest http, CancellationToken ct)
    {
        var form = await http.ReadFormAsync(ct);
        if (form.Files.Count != 1)
        {
            return Failure.Invalid("file", "Send exactly one file.");
        }

        var (text, failure) = await files.ReadAsync(form.Files[0], ct);
        return failure is not null ? failure : new Source(text, null, null, null, true, null);
    }
}
