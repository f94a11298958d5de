namespace DigitalDocs.Ocr;

/// <summary>A fixed number of places, given in turn to those who wait: agency by agency, first come first served within one.</summary>
internal sealed class FairGate(int places)
{
    private readonly Lock gate = new();
    private readonly LinkedList<(Guid Agency, Queue<TaskCompletionSource> Waiting)> turns = new();
    private int free = places;

    /// <summary>Waits for a place; give it back by <see cref="Leave"/>.</summary>
    public async Task EnterAsync(Guid agency, CancellationToken ct)
    {
        var ticket = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (free > 0)
            {
                free--;
                return;
            }

            Enqueue(agency, ticket);
        }

        await using var cancelled = ct.Register(() => ticket.TrySetCanceled(ct));
        await ticket.Task;
    }

    public void Leave()
    {
        lock (gate)
        {
            while (turns.First is { } turn)
            {
                turns.RemoveFirst();
                var (agency, waiting) = turn.Value;
                var served = false;
                while (!served && waiting.TryDequeue(out var ticket))
                {
                    served = ticket.TrySetResult();
                }

                if (waiting.Count > 0)
                {
                    turns.AddLast((agency, waiting));
                }

                if (served)
                {
                    return;
                }
            }

            free++;
        }
    }

    private void Enqueue(Guid agency, TaskCompletionSource ticket)
    {
        foreach (var turn in turns)
        {
            if (turn.Agency == agency)
            {
                turn.Waiting.Enqueue(ticket);
                return;
            }
        }

        turns.AddLast((agency, new Queue<TaskCompletionSource>([ticket])));
    }
}
