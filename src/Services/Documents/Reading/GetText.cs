using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Documents;

/// <summary>What was read: plain text, or the words of a page with their places.</summary>
internal static class GetText
{
    private const char PageBreak = '\f';

    public static async Task<Results<ContentHttpResult, ProblemHttpResult>> PlainAsync(
        Guid id, int? page, DocumentsDb db, IBlobStore blobs, Caller caller, CancellationToken ct)
    {
        var (failure, text) = await ReadAsync(id, page, db, blobs, caller, ct);
        if (failure is not null)
        {
            return failure.ToProblem();
        }

        var pages = text.Pages.Where(p => page is null || p.Page == page).Select(p => p.Text);
        return TypedResults.Text(string.Join(PageBreak, pages), "text/plain; charset=utf-8");
    }

    public static async Task<Results<Ok<PageWordsDto>, ProblemHttpResult>> WordsAsync(
        Guid id, int? page, DocumentsDb db, IBlobStore blobs, Caller caller, CancellationToken ct)
    {
        var (failure, text) = await ReadAsync(id, page ?? 1, db, blobs, caller, ct);
        if (failure is not null)
        {
            return failure.ToProblem();
        }

        var found = text.Pages.First(p => p.Page == (page ?? 1));
        return TypedResults.Ok(new PageWordsDto(
            found.Page, found.Width, found.Height,
            [.. found.Words.Select(word => new WordDto(word.Text, word.Box, word.Confidence))]));
    }

    private static async Task<(Failure? Failure, DocumentText Text)> ReadAsync(
        Guid id, int? page, DocumentsDb db, IBlobStore blobs, Caller caller, CancellationToken ct)
    {
        var none = new DocumentText([], null, null);
        if (page < 1)
        {
            return (Failure.Invalid("page", "Pages count from 1."), none);
        }

        if (await db.FindVisibleAsync(id, caller, ct) is not { } document)
        {
            return (Failure.NotFound("document", id), none);
        }

        if (document.IsQuarantined)
        {
            return (Refusals.Quarantined, none);
        }

        if (document.TextBlob is null && DocumentStatus.IsWaiting(document.Status))
        {
            return (Refusals.NotReadYet, none);
        }

        var text = document.TextBlob is { } key ? await blobs.GetJsonAsync<DocumentText>(key, ct) ?? none : none;
        if (page is { } wanted && text.Pages.All(p => p.Page != wanted))
        {
            return (Refusals.NoSuchPage(wanted), none);
        }

        db.Record("document.text-read", "document", id, details: page is null ? null : $"page:{page}");
        await db.SaveChangesAsync(ct);
        return (null, text);
    }
}
