namespace DigitalDocs.Platform.Jobs;

/// <summary>
/// Does a job to its end, and ends its row: sets another status or removes it, in one transaction with what the work
/// brought about, and only while <see cref="JobQueue{TDb,TJob}.Holds"/>. It may be begun again elsewhere at any time;
/// an exception has it tried again later.
/// </summary>
public interface IJobWork<in TJob>
    where TJob : QueuedJob
{
    /// <param name="place">May be left before the end, by work that has only something left which can wait.</param>
    /// <param name="ct">Ends when the process stops or the job was lost: then the work counts as not begun.</param>
    Task RunAsync(TJob job, JobPlace place, CancellationToken ct);
}
