using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Jobs;
using DigitalDocs.Platform.Messaging;

namespace DigitalDocs.Ai;

/// <summary>Puts what was read into the queue of analyses, where agencies take turns.</summary>
internal sealed class WhenOcrCompleted(AiDb db, JobSignal<AnalysisJob> signal, TimeProvider clock) : IEventHandler<OcrCompleted>
{
    public async Task<HandlerOutcome> HandleAsync(OcrCompleted @event, CancellationToken ct)
    {
        db.AnalysisJobs.Add(AnalysisJob.For(@event, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        signal.Wake();
        return HandlerOutcome.Done;
    }
}
