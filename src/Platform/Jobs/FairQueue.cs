namespace DigitalDocs.Platform.Jobs;

/// <summary>A queue in which agencies take turns: one that has thousands waiting delays another's first by one.</summary>
public sealed class FairQueue<T>
    where T : class
{
    private readonly Dictionary<Guid, Queue<T>> _waiting = [];
    private readonly Queue<Guid> _turns = new();

    /// <param name="agency">Whose it is; empty for what belongs to none.</param>
    public void Enqueue(Guid agency, T item)
    {
        if (!_waiting.TryGetValue(agency, out var queue))
        {
            _waiting[agency] = queue = new Queue<T>();
            _turns.Enqueue(agency);
        }

        queue.Enqueue(item);
    }

    /// <summary>The oldest of the agency whose turn it is; null when nothing waits, or nothing of whoever may be served.</summary>
    public T? Dequeue(Func<Guid, bool>? mayBeServed = null)
    {
        for (var left = _turns.Count; left > 0; left--)
        {
            var agency = _turns.Dequeue();
            if (mayBeServed?.Invoke(agency) == false)
            {
                _turns.Enqueue(agency);
                continue;
            }

            var queue = _waiting[agency];
            var item = queue.Dequeue();
            if (queue.Count > 0)
            {
                _turns.Enqueue(agency);
            }
            else
            {
                _waiting.Remove(agency);
            }

            return item;
        }

        return null;
    }
}
