using DigitalDocs.Contracts.Ai;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Ai;

/// <summary>Answers what is asked of a document, a text or a file.</summary>
internal static class AskDocument
{
    public static Task<Results<Ok<DocumentAnalysis>, ProblemHttpResult>> AnalyzeAsync(
        HttpRequest http, Sources sources, Analyst analyst, AiDb db, CancellationToken ct) =>
        AnswerAsync(http, "analyze", Ask.Everything, sources, analyst, db, ct);

    public static Task<Results<Ok<DocumentAnalysis>, ProblemHttpResult>> ExtractAsync(
        HttpRequest http, Sources sources, Analyst analyst, AiDb db, CancellationToken ct) =>
        AnswerAsync(http, "extract", Ask.Class | Ask.Fields, sources, analyst, db, ct);

    public static Task<Results<Ok<DocumentAnalysis>, ProblemHttpResult>> CategorizeAsync(
        HttpRequest http, Sources sources, Analyst analyst, AiDb db, CancellationToken ct) =>
        AnswerAsync(http, "categorize", Ask.Class, sources, analyst, db, ct);

    public static Task<Results<Ok<DocumentAnalysis>, ProblemHttpResult>> SummarizeAsync(
        HttpRequest http, Sources sources, Analyst analyst, AiDb db, CancellationToken ct) =>
        AnswerAsync(http, "summarize", Ask.Class | Ask.Summary, sources, analyst, db, ct);

    private static async Task<Results<Ok<DocumentAnalysis>, ProblemHttpResult>> AnswerAsync(
        HttpRequest http, string purpose, Ask asked, Sources sources, Analyst analyst, AiDb db, CancellationToken ct)
    {
        var source = await sources.OpenAsync(http, ct);
        if (source.Failure is { } failure)
        {
            return failure.ToProblem();
        }

        var request = new AnalysisRequest(source.Text!, asked, source.Class);
        var analysis = await analyst.AskAsync(request, purpose, source.DocumentId, source.Version, ct);
        if (source.DocumentId is { } document)
        {
            db.Record("ai.asked", "document", document, details: purpose);
        }

        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(source.HasPlaces ? analysis : PlainText.WithoutPlaces(analysis));
    }
}
