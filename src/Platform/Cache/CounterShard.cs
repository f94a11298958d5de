namespace DigitalDocs.Platform.Cache;

/// <summary>A part of the counters, under one lock.</summary>
internal sealed class CounterShard(int capacity)
{
    // Enough to hit a little-used one with near certainty, few enough to stay cheap when strangers flood us with keys.
    private const int Sample = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Window> _windows = new(StringComparer.Ordinal);

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
            var window = _windows.GetValueOrDefault(key, new Window(now, ticks, 0, 0)).At(now, ticks);
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

            var remaining = Math.Max(0, (int)(limit - window.Weight(now)));
            return new CounterResult(
                allowed, limit, remaining,
                Time(remaining > 0 ? 0 : window.TicksUntilRoom(now, limit), frequency),
                Time(window.Start + (2 * ticks) - now, frequency));
        }
    }

    public void Remove(string key)
    {
        lock (_gate)
        {
            _windows.Remove(key);
        }
    }

    private static TimeSpan Time(double ticks, long frequency) => TimeSpan.FromSeconds(Math.Max(0, ticks) / frequency);

    private void MakeRoom(long now)
    {
        var expired = _windows.Where(w => now >= w.Value.Start + (2 * w.Value.Length)).Select(w => w.Key).ToList();
        expired.ForEach(key => _windows.Remove(key));
        if (expired.Count == 0)
        {
            _windows.Remove(_windows.Take(Sample).MinBy(w => w.Value.Weight(now)).Key);
        }
    }

    private readonly record struct Window(long Start, long Length, int Before, int Hits)
    {
        public Window At(long now, long length)
        {
            var passed = (now - Start) / Length;
            return passed switch
            {
                0 when length == Length => this,
                1 when length == Length => new Window(Start + Length, Length, Hits, 0),
                _ => new Window(now, length, 0, 0),
            };
        }

        public double Weight(long now) => (Before * (1 - ((double)(now - Start) / Length))) + Hits;

        // Within this window the hits before fade; in the next one those of this window do.
        public double TicksUntilRoom(long now, int limit) => Hits + 1 <= limit
            ? Start + (Length * FadeTo(Before, limit - 1 - Hits)) - now
            : Start + Length + (Length * FadeTo(Hits, limit - 1)) - now;

        private static double FadeTo(int hits, int room) => hits == 0 ? 0 : Math.Max(0, 1 - ((double)room / hits));
    }
}
