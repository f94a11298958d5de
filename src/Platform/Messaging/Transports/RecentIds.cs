namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>The last so many ids that were seen.</summary>
internal sealed class RecentIds(int most)
{
    private readonly Lock _lock = new();
    private readonly HashSet<Guid> _ids = [];
    private readonly Queue<Guid> _order = new();

    public bool Contains(Guid id)
    {
        lock (_lock)
        {
            return _ids.Contains(id);
        }
    }

    public void Add(Guid id)
    {
        lock (_lock)
        {
            if (!_ids.Add(id))
            {
                return;
            }

            _order.Enqueue(id);
            if (_order.Count > most)
            {
                _ids.Remove(_order.Dequeue());
            }
        }
    }
}
