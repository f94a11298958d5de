using System.Collections.Concurrent;
using DigitalDocs.Contracts.Ocr;

namespace DigitalDocs.Ocr;

/// <summary>A file to be read, and what of it is known from an attempt that was cut off.</summary>
/// <param name="Known">Recognised pages by number.</param>
internal sealed record ReadingTask(string Path, string Name, Guid Agency, IReadOnlyDictionary<int, PageDraft> Known);

/// <summary>Reads whole documents through the workers. Whatever a worker does, the answer is a document text.</summary>
internal sealed class DocumentReading(WorkerPool pool, TimeProvider clock)
{
    private const int MaxCrashes = 12;
    private const int MaxCrashesAtStart = 5;

    /// <param name="pageRead">Told of every recognised page as it comes, one at a time, with the number of pages.</param>
    public async Task<DocumentText> ReadAsync(ReadingTask task, Func<PageDraft, int, Task> pageRead, CancellationToken ct)
    {
        var drafts = new SortedDictionary<int, PageDraft>();
        var note = await ReadDraftsAsync(task, drafts, ct);
        foreach (var (number, known) in task.Known.Where(known => drafts.ContainsKey(known.Key)))
        {
            drafts[number] = known;
        }

        await RecogniseAsync(task, drafts, pageRead, ct);
        var notes = drafts.Values.Select(draft => draft.Note).Prepend(note).OfType<string>().Distinct().ToList();
        return new DocumentText(
            [.. drafts.Values.Select(draft => draft.Page)],
            drafts.Values.Select(draft => draft.Engine).FirstOrDefault(engine => engine is not null),
            notes.Count == 0 ? null : string.Join(' ', notes.Take(5)) + (notes.Count > 5 ? $" And {notes.Count - 5} more." : ""));
    }

    /// <summary>What the file tells by itself. A page whose parsing ends the worker is left to poppler, then to recognition.</summary>
    private async Task<string?> ReadDraftsAsync(ReadingTask task, SortedDictionary<int, PageDraft> drafts, CancellationToken ct)
    {
        var avoid = 0;
        for (var crashes = 0; ;)
        {
            var next = drafts.Count == 0 ? 1 : drafts.Keys.Last() + 1;
            var work = new Work(WorkKind.Read, task.Path, task.Name, next, avoid);
            var outcome = await pool.RunAsync(work, task.Agency, Keep, ct);
            if (outcome.End is { } end && (drafts.Count > 0 || end.Note is not null))
            {
                return end.Note;
            }

            // An end without a page and without a reason is no answer either.
            var failure = outcome.Failure ?? WorkerProcess.Gone;

            // At a page: that page is avoided. Before any page, or again at one that was avoided: the parser is.
            var failedAt = drafts.Count == 0 ? 1 : drafts.Keys.Last() + 1;
            var isAtStart = drafts.Count == 0 && avoid != -1 && crashes > 0;
            var isGone = failure == WorkerProcess.Gone;
            if (++crashes >= MaxCrashes || (avoid == -1 && (!isGone || crashes >= MaxCrashesAtStart)))
            {
                return $"The file could not be read further than page {failedAt - 1}: {failure} (unreadable).";
            }

            if (isGone && drafts.Count == 0)
            {
                // A machine short of memory ends processes, too: the file may be innocent, and the next moment better.
                await Task.Delay(TimeSpan.FromSeconds(crashes), clock, ct);
            }

            avoid = isAtStart || avoid == failedAt ? -1 : failedAt;
        }

        Task Keep(Answer answer)
        {
            if (answer.Draft is { } draft)
            {
                drafts[draft.Page.Page] = draft;
            }

            return Task.CompletedTask;
        }
    }

    private async Task RecogniseAsync(
        ReadingTask task, SortedDictionary<int, PageDraft> drafts, Func<PageDraft, int, Task> pageRead, CancellationToken ct)
    {
        var waiting = new ConcurrentQueue<PageDraft>(drafts.Values.Where(draft => draft.NeedsRecognition));
        var read = new ConcurrentDictionary<int, PageDraft>();
        using var oneAtATime = new SemaphoreSlim(1);
        async Task ReadOnAsync()
        {
            while (waiting.TryDequeue(out var draft))
            {
                var page = read[draft.Page.Page] = await RecogniseAsync(task, draft, ct);
                await oneAtATime.WaitAsync(ct);
                try
                {
                    await pageRead(page, drafts.Count);
                }
                finally
                {
                    oneAtATime.Release();
                }
            }
        }

        // No more at once than there are workers: a long file must not fill its agency's queue.
        await Task.WhenAll(Enumerable.Range(0, Math.Min(pool.Size, waiting.Count)).Select(_ => ReadOnAsync()));
        foreach (var (number, page) in read)
        {
            drafts[number] = page;
        }
    }

    private async Task<PageDraft> RecogniseAsync(ReadingTask task, PageDraft draft, CancellationToken ct)
    {
        var number = draft.Page.Page;
        var work = new Work(WorkKind.Recognise, task.Path, task.Name, number, Draft: draft);
        var outcome = await pool.RunAsync(work, task.Agency, _ => Task.CompletedTask, ct);
        return outcome.End?.Draft
            ?? draft with { NeedsRecognition = false, Note = outcome.End?.Note ?? $"Page {number} could not be read: {outcome.Failure}." };
    }
}
