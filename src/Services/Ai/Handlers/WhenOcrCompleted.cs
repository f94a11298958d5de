using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Messaging;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Ai;

/// <summary>Analyses what was read. Whatever happens, the document hears of it: none waits for ever.</summary>
internal sealed class WhenOcrCompleted(AiDb db, IBlobStore blobs, Analyst analyst, ILogger<WhenOcrCompleted> log)
    : IEventHandler<OcrCompleted>
{
    public async Task<HandlerOutcome> HandleAsync(OcrCompleted @event, CancellationToken ct)
    {
        var text = @event.TextBlob is { } key ? await blobs.GetJsonAsync<DocumentText>(key, ct) : null;
        var analysis = text is null ? null : await AnalyseAsync(@event, text, ct);
        string? blob = null;
        if (analysis is not null)
        {
            blob = @event.BlobFolder + "/analysis.json";
            await blobs.PutJsonAsync(blob, analysis, ct);
        }

        db.Publish(new AiAnalysisComplete(
            @event.DocumentId,
            @event.Agency,
            @event.Version,
            @event.BlobFolder,
            blob,
            analysis?.Provider ?? "local",
            analysis?.Model ?? "",
            blob is not null ? null : text is null
                ? @event.Note ?? "Nothing in the file could be read."
                : "The analysis failed. The text can be searched; class and fields can be set by hand."));
        await db.SaveChangesAsync(ct);
        return HandlerOutcome.Done;
    }

    private async Task<DocumentAnalysis?> AnalyseAsync(OcrCompleted @event, DocumentText text, CancellationToken ct)
    {
        try
        {
            return await analyst.AskAsync(new AnalysisRequest(text), "document", @event.DocumentId, @event.Version, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Trying the same words again ends the same way: the document is told, and the log has the reason.
            log.AnalysisFailed(@event.DocumentId, e);
            analyst.RecordFailure("document", @event.DocumentId, @event.Version, text);
            return null;
        }
    }
}
