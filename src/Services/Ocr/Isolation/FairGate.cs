using DigitalDocs.Platform.Jobs;

namespace DigitalDocs.Ocr;

/// <summary>
/// A fixed number of places, given in turn to those who wait: agency by agency, first come first served within one.
/// Short work that somebody waits for goes before long work.
/// </summary>
internal sealed class FairGate(int places)
{
    private readonly Lock _gate = new();
    private readonly FairQueue<TaskCompletionSource> _urgent = new();
    private readonly FairQueue<TaskCompletionSource> _other = new();
    private int _free = places;

    /// <summary>Waits for a place; give it back by <see cref="Leave"/>.</summary>
    public async Task EnterAsync(Guid agency, bool isUrgent, CancellationToken ct)
    {
        var ticket = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return;
            }

            (isUrgent ? _urgent : _other).Enqueue(agency, ticket);
        }

        await using var cancelled = ct.Register(() => ticket.TrySetCanceled(ct));
        await ticket.Task;
    }

    public void Leave()
    {
        lock (_gate)
        {
            if (!ServeNext(_urgent) && !ServeNext(_other))
            {
                _free++;
            }
        }
    }

    // Whoever gave up waiting is passed over.
    private static bool ServeNext(FairQueue<TaskCompletionSource> waiting)
    {
        while (waiting.Dequeue() is { } ticket)
        {
            if (ticket.TrySetResult())
            {
                return true;
            }
        }

        return false;
    }
}
