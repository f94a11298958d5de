namespace DigitalDocs.Ocr;

/// <summary>A fixed number of places, given in turn to those who wait: agency by agency, first come first served within one.</summary>
internal sealed class FairGate(int places)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(Guid Agency, Queue<TaskCompletionSource> Waiting)> _turns = new();
    private int _free = places;

    /// <summary>Waits for a place; give it back by <see cref="Leave"/>.</summary>
    public async Task EnterAsync(Guid agency, CancellationToken ct)
    {
        var ticket = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return;
            }

            Enqueue(agency, ticket);
        }

        await using var cancelled = ct.Register(() => ticket.TrySetCanceled(ct));
        await ticket.Task;
    }

    public void Leave()
    {
        lock (_gate)
        {
            while (_turns.First is { } turn)
            {
                _turns.RemoveFirst();
                var (agency, waiting) = turn.Value;
                var served = false;
                while (!served && waiting.TryDequeue(out var ticket))
                {
                    served = ticket.TrySetResult();
                }

                if (waiting.Count > 0)
                {
                    _turns.AddLast((agency, waiting));
                }

                if (served)
                {
                    return;
                }
            }

            _free++;
        }
    }

    private void Enqueue(Guid agency, TaskCompletionSource ticket)
    {
        foreach (var turn in _turns)
        {
            if (turn.Agency == agency)
            {
                turn.Waiting.Enqueue(ticket);
                return;
            }
        }

        _turns.AddLast((agency, new Queue<TaskCompletionSource>([ticket])));
    }
}
