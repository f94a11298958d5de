namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>A queue in which agencies take turns: one that has thousands waiting delays another's first by one.</summary>
internal sealed class FairQueue
{
    private readonly Dictionary<Guid, Queue<HeldEvent>> _waiting = [];
    private readonly Queue<Guid> _turns = new();

    public void Enqueue(HeldEvent held)
    {
        var agency = held.Event.AgencyId ?? Guid.Empty;
        if (!_waiting.TryGetValue(agency, out var queue))
        {
            _waiting[agency] = queue = new Queue<HeldEvent>();
            _turns.Enqueue(agency);
        }

        queue.Enqueue(held);
    }

    public HeldEvent? Dequeue()
    {
        if (!_turns.TryDequeue(out var agency))
        {
            return null;
        }

        var queue = _waiting[agency];
        var held = queue.Dequeue();
        if (queue.Count > 0)
        {
            _turns.Enqueue(agency);
        }
        else
        {
            _waiting.Remove(agency);
        }

        return held;
    }
}
