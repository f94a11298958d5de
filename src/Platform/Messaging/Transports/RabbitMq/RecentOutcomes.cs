namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>
/// What became of the last so many events in this process. A broker that lost a channel hands them out again, and knows
/// only that they came back.
/// </summary>
internal sealed class RecentOutcomes(int most)
{
    public const int Finished = 0;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, int> _outcomes = [];
    private readonly Queue<Guid> _order = new();

    /// <returns>The attempt that comes next, or <see cref="Finished"/>; null when nothing is known.</returns>
    public int? Find(Guid id)
    {
        lock (_lock)
        {
            return _outcomes.TryGetValue(id, out var next) ? next : null;
        }
    }

    public void Keep(Guid id, int next)
    {
        lock (_lock)
        {
            if (_outcomes.TryAdd(id, next))
            {
                _order.Enqueue(id);
                if (_order.Count > most)
                {
                    _outcomes.Remove(_order.Dequeue());
                }
            }
            else
            {
                _outcomes[id] = next;
            }
        }
    }
}
