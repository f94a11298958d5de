namespace DigitalDocs.Ocr;

/// <summary>
/// A fixed number of places, given in turn to those who wait: agency by agency, first come first served within one.
/// Short work that somebody waits for goes before long work.
/// </summary>
internal sealed class FairGate(int places)
{
    private readonly Lock _gate = new();
    private readonly Turns _urgent = new();
    private readonly Turns _other = new();
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

            (isUrgent ? _urgent : _other).Add(agency, ticket);
        }

        await using var cancelled = ct.Register(() => ticket.TrySetCanceled(ct));
        await ticket.Task;
    }

    public void Leave()
    {
        lock (_gate)
        {
            if (!_urgent.ServeNext() && !_other.ServeNext())
            {
                _free++;
            }
        }
    }

    private sealed class Turns
    {
        private readonly LinkedList<(Guid Agency, Queue<TaskCompletionSource> Waiting)> _agencies = new();

        public void Add(Guid agency, TaskCompletionSource ticket)
        {
            foreach (var turn in _agencies)
            {
                if (turn.Agency == agency)
                {
                    turn.Waiting.Enqueue(ticket);
                    return;
                }
            }

            _agencies.AddLast((agency, new Queue<TaskCompletionSource>([ticket])));
        }

        /// <summary>Gives the place to the agency whose turn it is; false when nobody waits.</summary>
        public bool ServeNext()
        {
            while (_agencies.First is { } turn)
            {
                _agencies.RemoveFirst();
                var served = false;
                while (!served && turn.Value.Waiting.TryDequeue(out var ticket))
                {
                    served = ticket.TrySetResult();
                }

                if (turn.Value.Waiting.Count > 0)
                {
                    _agencies.AddLast(turn);
                }

                if (served)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
