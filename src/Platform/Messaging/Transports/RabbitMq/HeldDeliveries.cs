using System.Diagnostics.CodeAnalysis;
using DigitalDocs.Platform.Jobs;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>
/// What a broker has handed to this process and the process has not finished: hands it out in order per subject and by
/// turns of the agencies, takes back claims that ran out, and keeps retries until they are due. For brokers that push, and
/// know no subjects.
/// </summary>
internal sealed class HeldDeliveries(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<HeldEvent>> _lanes = new(StringComparer.Ordinal);
    private readonly FairQueue<HeldEvent> _ready = new();
    private readonly PriorityQueue<HeldEvent, DateTimeOffset> _due = new();
    private readonly Dictionary<ulong, HeldEvent> _claimed = [];
    private readonly HashSet<Guid> _ids = [];
    private DateTimeOffset _nextExpiry = DateTimeOffset.MaxValue;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _ids.Count;
            }
        }
    }

    /// <summary>How many claims hold.</summary>
    public int Claimed
    {
        get
        {
            lock (_lock)
            {
                TakeBackAbandoned(clock.GetUtcNow());
                return _claimed.Count;
            }
        }
    }

    /// <summary>False when this event is held already.</summary>
    public bool Add(ulong tag, EventEnvelope item, int attempt)
    {
        lock (_lock)
        {
            if (!_ids.Add(item.Id))
            {
                return false;
            }

            var held = new HeldEvent(tag, item) { Attempt = attempt };
            if (!_lanes.TryGetValue(item.Subject, out var lane))
            {
                _lanes[item.Subject] = lane = new Queue<HeldEvent>();
            }

            lane.Enqueue(held);
            if (lane.Count == 1)
            {
                MakeReady(held);
            }

            return true;
        }
    }

    /// <summary>Claims up to so many.</summary>
    public void Take(int max, List<HeldEvent> into)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            TakeBackAbandoned(now);
            while (_due.TryPeek(out var held, out var at) && at <= now)
            {
                _due.Dequeue();
                MakeReady(held);
            }

            while (into.Count < max && _ready.Dequeue() is { } held)
            {
                Claim(held, now);
                into.Add(held);
            }
        }
    }

    /// <summary>Ends a claim that still holds; the subject's next event becomes ready.</summary>
    /// <returns>False when the claim had run out: whoever has it now finishes it.</returns>
    public bool Complete(ulong tag, int attempt)
    {
        lock (_lock)
        {
            if (!TryEnd(tag, attempt, out var held))
            {
                return false;
            }

            _ids.Remove(held.Event.Id);
            var lane = _lanes[held.Event.Subject];
            lane.Dequeue();
            if (lane.TryPeek(out var next))
            {
                MakeReady(next);
            }
            else
            {
                _lanes.Remove(held.Event.Subject);
            }

            return true;
        }
    }

    /// <returns>False when the claim had run out.</returns>
    public bool Retry(ulong tag, int attempt, TimeSpan delay, int nextAttempt)
    {
        lock (_lock)
        {
            if (!TryEnd(tag, attempt, out var held))
            {
                return false;
            }

            held.Attempt = nextAttempt;
            _due.Enqueue(held, clock.GetUtcNow() + delay);
            return true;
        }
    }

    public void Renew(ulong tag, int attempt)
    {
        lock (_lock)
        {
            if (_claimed.TryGetValue(tag, out var held) && held.Attempt == attempt)
            {
                held.Until = clock.GetUtcNow() + IEventTransport.ClaimTime;
            }
        }
    }

    private bool TryEnd(ulong tag, int attempt, [NotNullWhen(true)] out HeldEvent? held)
    {
        if (!_claimed.TryGetValue(tag, out held) || held.Attempt != attempt)
        {
            return false;
        }

        _claimed.Remove(tag);
        return true;
    }

    private void MakeReady(HeldEvent held) => _ready.Enqueue(held.Event.AgencyId ?? Guid.Empty, held);

    private void Claim(HeldEvent held, DateTimeOffset now)
    {
        held.Until = now + IEventTransport.ClaimTime;
        _claimed[held.Tag] = held;
        if (held.Until < _nextExpiry)
        {
            _nextExpiry = held.Until;
        }
    }

    private void TakeBackAbandoned(DateTimeOffset now)
    {
        if (now < _nextExpiry)
        {
            return;
        }

        _nextExpiry = DateTimeOffset.MaxValue;
        foreach (var held in _claimed.Values.ToList())
        {
            if (held.Until < now)
            {
                _claimed.Remove(held.Tag);
                held.Attempt++;
                MakeReady(held);
            }
            else if (held.Until < _nextExpiry)
            {
                _nextExpiry = held.Until;
            }
        }
    }
}

/// <summary>An event that a broker handed to this process.</summary>
/// <param name="Tag">The broker's number for it.</param>
internal sealed record HeldEvent(ulong Tag, EventEnvelope Event)
{
    /// <summary>Which attempt the claim is, or the next one will be.</summary>
    public int Attempt { get; set; }

    public DateTimeOffset Until { get; set; }
}
