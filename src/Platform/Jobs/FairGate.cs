namespace DigitalDocs.Platform.Jobs;

/// <summary>
/// A fixed number of places, given in turn to those who wait: agency by agency, first come first served within one.
/// Short work that somebody waits for goes before long work.
/// </summary>
/// <param name="places">Places for everybody.</param>
/// <param name="forNewcomers">
/// Further places, only for urgent work of an agency that has none: it need not wait for another's work to end.
/// </param>
public sealed class FairGate(int places, int forNewcomers = 0)
{
    private readonly Lock _gate = new();
    private readonly FairQueue<Ticket> _urgent = new();
    private readonly FairQueue<Ticket> _other = new();
    private readonly Dictionary<Guid, int> _inside = [];
    private int _forNewcomers = forNewcomers;
    private int _free = places + forNewcomers;

    /// <summary>Waits for a place, which ends when the answer is disposed.</summary>
    public async Task<IDisposable> EnterAsync(Guid agency, bool isUrgent, CancellationToken ct)
    {
        var ticket = new Ticket(agency);
        lock (_gate)
        {
            if (MayEnter(agency, isUrgent))
            {
                return Admit(agency);
            }

            (isUrgent ? _urgent : _other).Enqueue(agency, ticket);
        }

        await using var cancelled = ct.Register(() => ticket.TrySetCanceled(ct));
        return await ticket.Task;
    }

    /// <summary>Opens a further place for newcomers.</summary>
    public void AddForNewcomers()
    {
        lock (_gate)
        {
            _forNewcomers++;
            _free++;
            ServeAll();
        }
    }

    private bool MayEnter(Guid agency, bool isUrgent) =>
        _free > _forNewcomers || (_free > 0 && isUrgent && !_inside.ContainsKey(agency));

    private Place Admit(Guid agency)
    {
        _free--;
        _inside[agency] = _inside.GetValueOrDefault(agency) + 1;
        return new Place(this, agency);
    }

    private void Leave(Guid agency)
    {
        lock (_gate)
        {
            Free(agency);
            ServeAll();
        }
    }

    private void ServeAll()
    {
        while (ServeNext(_urgent, true) || ServeNext(_other, false))
        {
            // As many as have come to be allowed in.
        }
    }

    private void Free(Guid agency)
    {
        _free++;
        if (--_inside[agency] == 0)
        {
            _inside.Remove(agency);
        }
    }

    // Whoever gave up waiting is passed over.
    private bool ServeNext(FairQueue<Ticket> waiting, bool areUrgent)
    {
        while (waiting.Dequeue(agency => MayEnter(agency, areUrgent)) is { } ticket)
        {
            if (ticket.TrySetResult(Admit(ticket.Agency)))
            {
                return true;
            }

            Free(ticket.Agency);
        }

        return false;
    }

    private sealed class Ticket(Guid agency)
        : TaskCompletionSource<IDisposable>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public Guid Agency => agency;
    }

    private sealed class Place(FairGate gate, Guid agency) : IDisposable
    {
        private bool _left;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _left, true))
            {
                gate.Leave(agency);
            }
        }
    }
}
