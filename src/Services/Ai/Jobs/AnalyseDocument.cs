using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Ai;

/// <summary>Analyses what was read. Whatever happens, the document hears of it: none waits for ever.</summary>
internal sealed class AnalyseDocument(
    JobQueue<AiDb, AnalysisJob> queue, IBlobStore blobs, ILogger<AnalyseDocument> log) : IJobWork<AnalysisJob>
{
    public async Task RunAsync(AnalysisJob job, JobPlace place, CancellationToken ct)
    {
        await using var scope = queue.Scope(job.AgencyId);
        var text = job.TextBlob is { } key ? await blobs.GetJsonAsync<DocumentText>(key, ct) : null;
        var analysis = text is null
            ? null
            : await AnalyseAsync(job, text, scope.ServiceProvider.GetRequiredService<Analyst>(), ct);
        string? blob = null;
        if (analysis is not null)
        {
            blob = job.BlobFolder + "/analysis.json";
            await blobs.PutJsonAsync(blob, analysis, ct);
        }

        // The end of the job, its event and the ledger are one transaction; a job that has another owner is left to it.
        var db = scope.ServiceProvider.GetRequiredService<AiDb>();
        var row = await db.AnalysisJobs.SingleOrDefaultAsync(row => row.Id == job.Id, ct);
        if (row is null || !queue.Holds(row))
        {
            return;
        }

        db.AnalysisJobs.Remove(row);
        db.Publish(new AiAnalysisComplete(
            job.DocumentId,
            job.AgencyId,
            job.Version,
            job.BlobFolder,
            blob,
            analysis?.Provider ?? "local",
            analysis?.Model ?? "",
            blob is not null ? null : text is null
                ? job.Note ?? "Nothing in the file could be read."
                : "The analysis failed. The text can be searched; class and fields can be set by hand.",
            text is null ? null : job.TextBlob,
            text?.Pages.Count));
        await db.SaveChangesAsync(ct);
    }

    private async Task<DocumentAnalysis?> AnalyseAsync(AnalysisJob job, DocumentText text, Analyst analyst, CancellationToken ct)
    {
        if (job.Attempts > AnalysisJob.MaxAttempts)
        {
            analyst.RecordFailure("document", job.DocumentId, job.Version, text);
            return null;
        }

        try
        {
            return await analyst.AskAsync(new AnalysisRequest(text), "document", job.DocumentId, job.Version, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Trying the same words again ends the same way: the document is told, and the log has the reason.
            log.AnalysisFailed(job.DocumentId, e);
            analyst.RecordFailure("document", job.DocumentId, job.Version, text);
            return null;
        }
    }
}
