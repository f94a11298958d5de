namespace DigitalDocs.Platform.Cache;

/// <summary>A part of the counters, under one lock.</summary>
internal sealed class CounterShard(int capacity)
{
    // Enough to hit a little-used one with near certainty, few enough to stay cheap when strangers flood us with keys.
    private const int Sample = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, CounterWindow> _windows = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _windows.Count;
            }
        }
    }

    public CounterResult Hit(string key, int limit, TimeSpan length, long now, long frequency)
    {
        var ticks = Math.Max(1, (long)(length.TotalSeconds * frequency));
        lock (_gate)
        {
            var window = _windows.GetValueOrDefault(key, new CounterWindow(now, ticks, 0, 0)).At(now, ticks);
            var allowed = window.Weight(now) + 1 <= limit;
            if (allowed)
            {
                if (!_windows.ContainsKey(key) && _windows.Count >= capacity)
                {
                    MakeRoom(now);
                }

                window = window with { Hits = window.Hits + 1 };
                _windows[key] = window;
            }

            return window.ToResult(allowed, limit, now, frequency);
        }
    }

    public void Remove(string key)
    {
        lock (_gate)
        {
            _windows.Remove(key);
        }
    }

    private void MakeRoom(long now)
    {
        var expired = _windows.Where(w => now >= w.Value.Start + (2 * w.Value.Length)).Select(w => w.Key).ToList();
        expired.ForEach(key => _windows.Remove(key));
        if (expired.Count == 0)
        {
            _windows.Remove(_windows.Take(Sample).MinBy(w => w.Value.Weight(now)).Key);
        }
    }
}
