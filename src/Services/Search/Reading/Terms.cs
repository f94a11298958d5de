using System.Collections.Concurrent;

namespace DigitalDocs.Search.Reading;

/// <summary>Numbers the values of a column. Read by many while one adds.</summary>
internal sealed class Terms<T>
    where T : notnull
{
    private readonly ConcurrentDictionary<T, int> _numbers = new();
    private T[] _values = new T[16];

    public int Count { get; private set; }

    public T this[int number] => Volatile.Read(ref _values)[number];

    public int? Find(T value) => _numbers.TryGetValue(value, out var number) ? number : null;

    public int NumberOf(T value)
    {
        if (_numbers.TryGetValue(value, out var number))
        {
            return number;
        }

        if (Count == _values.Length)
        {
            var larger = new T[Count * 2];
            _values.CopyTo(larger, 0);
            Volatile.Write(ref _values, larger);
        }

        _values[Count] = value;
        _numbers[value] = Count;
        return Count++;
    }
}
