using System.Globalization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Contracts.Ocr;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Ocr;

/// <summary>
/// Reads one document version. Recognised pages are kept as they come, so that a process that dies in a long file
/// costs the page it was on. Page pictures come after the text is told; the next file need not wait for them.
/// </summary>
internal sealed class ReadJob(
    JobQueue<OcrDb, OcrJob> queue, DocumentReading reading, PagePictures pictures, Originals originals, IBlobStore blobs, TimeProvider clock,
    ILogger<ReadJob> log) : IJobWork<OcrJob>
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    public async Task RunAsync(OcrJob job, JobPlace place, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        if (job.Attempts > OcrJob.MaxAttempts)
        {
            await FinishAsync(job, null, OcrJob.Failed, "Reading the file ended several times without a result.", ct);
            return;
        }

        using var original = await originals.CopyAsync(job.BlobFolder, ct);
        if (original is null)
        {
            await FinishAsync(job, null, OcrJob.Failed, "The file is not in the store.", ct);
            return;
        }

        var known = job.Attempts > 1 ? await KnownPagesAsync(job, ct) : [];
        var task = new ReadingTask(original.Path, job.Name, job.AgencyId, known);
        var text = await reading.ReadAsync(task, Progress(job, known.Count), ct);
        await FinishAsync(job, text, OcrJob.Done, text.Note, ct);
        log.Read(job.DocumentId, text.Pages.Count, clock.GetElapsedTime(began).TotalMilliseconds);
        await DropPartsAsync(job, ct);
        await pictures.DrawFirstAsync(job, text, original.Path, place.Leave, ct);
    }

    private Func<PageDraft, int, Task> Progress(OcrJob job, int done)
    {
        var told = clock.GetTimestamp();
        return async (page, count) =>
        {
            done++;
            await blobs.PutJsonAsync(PartKey(job, page.Page.Page), page, CancellationToken.None);
            if (done >= count || clock.GetElapsedTime(told) < ProgressEvery)
            {
                return;
            }

            told = clock.GetTimestamp();
            await using var scope = queue.Scope(job.AgencyId);
            var db = scope.ServiceProvider.GetRequiredService<OcrDb>();
            await queue.Own(scope, job).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.PagesDone, done).SetProperty(row => row.PageCount, count), CancellationToken.None);
            db.Publish(new OcrProgressed(job.DocumentId, job.AgencyId, job.Version, done, count));
            await db.SaveChangesAsync(CancellationToken.None);
        };
    }

    /// <summary>The end of the job and its event are one transaction; a job that has another owner by now is left to it.</summary>
    private async Task FinishAsync(OcrJob job, DocumentText? text, string status, string? note, CancellationToken ct)
    {
        string? key = null;
        if (text is { Pages.Count: > 0 })
        {
            key = DerivedBlobs.Text(job.BlobFolder);
            await blobs.PutJsonAsync(key, text, ct);
        }

        await using var scope = queue.Scope(job.AgencyId);
        var db = scope.ServiceProvider.GetRequiredService<OcrDb>();
        var row = await db.Jobs.SingleAsync(row => row.Id == job.Id, ct);
        if (!queue.Holds(row))
        {
            return;
        }

        row.Status = status;
        row.Owner = null;
        row.LeaseUntil = null;
        row.PageCount = text?.Pages.Count;
        row.PagesDone = text?.Pages.Count ?? 0;
        row.Engine = text?.Engine;
        row.Note = note;
        row.FinishedAt = clock.GetUtcNow();
        db.Publish(row.Completed(key));
        await db.SaveChangesAsync(ct);
    }

    private async Task<Dictionary<int, PageDraft>> KnownPagesAsync(OcrJob job, CancellationToken ct)
    {
        var known = new Dictionary<int, PageDraft>();
        await foreach (var key in PartsAsync(job, ct))
        {
            if (await blobs.GetJsonAsync<PageDraft>(key, ct) is { } page)
            {
                known[page.Page.Page] = page;
            }
        }

        return known;
    }

    private async Task DropPartsAsync(OcrJob job, CancellationToken ct)
    {
        await foreach (var key in PartsAsync(job, ct))
        {
            await blobs.DeleteAsync(key, ct);
        }
    }

    private async IAsyncEnumerable<string> PartsAsync(
        OcrJob job, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = await blobs.ListAsync($"{job.BlobFolder}/reading/", after, 500, ct);
            foreach (var item in page.Items)
            {
                yield return item.Key;
            }

            after = page.NextAfter;
        }
        while (after is not null);
    }

    private static string PartKey(OcrJob job, int page) =>
        string.Create(CultureInfo.InvariantCulture, $"{job.BlobFolder}/reading/{page:00000}.json");
}
