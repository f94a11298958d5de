using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>Takes over class, fields, summary and parts, except where a person has decided; processing ends here.</summary>
internal sealed class WhenAiAnalysisComplete(DocumentsDb db, IBlobStore blobs, TimeProvider clock)
    : IEventHandler<AiAnalysisComplete>
{
    public async Task<HandlerOutcome> HandleAsync(AiAnalysisComplete @event, CancellationToken ct)
    {
        var document = await db.Documents.FirstOrDefaultAsync(document => document.Id == @event.DocumentId, ct);
        if (document is null || document.Version != @event.Version || document.IsQuarantined)
        {
            return HandlerOutcome.Drop("the document has another version or is gone");
        }

        // Two services tell of one document, each in its own time: a process that died may have kept what was read.
        if (@event.TextBlob is { } text && document.TextBlob != text)
        {
            document.AcceptText(text, @event.PageCount, note: null, clock.GetUtcNow());
        }

        var analysis = @event.AnalysisBlob is { } key ? await blobs.GetJsonAsync<DocumentAnalysis>(key, ct) : null;
        if (analysis is not null)
        {
            document.AcceptAnalysis(analysis, clock.GetUtcNow());
        }
        else
        {
            document.NeedAttention(@event.Failure ?? "The analysis failed.", clock.GetUtcNow());
        }

        db.Publish(new DocumentAvailable(document.Id, document.AgencyId, await db.StateOfAsync(document, ct)));
        await db.SaveChangesAsync(ct);
        return HandlerOutcome.Done;
    }
}
