using System.Collections.Concurrent;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>Wakes the groups of this process that wait for events, and only those that want what came.</summary>
internal sealed class GroupSignals
{
    private readonly ConcurrentDictionary<string, WakeSignal> _waiting = new();
    private readonly ConcurrentDictionary<string, IReadOnlyCollection<string>> _wanted = new();

    public WakeSignal Of(string group) => _waiting.GetOrAdd(group, _ => new WakeSignal());

    public void Want(string group, IReadOnlyCollection<string> types) => _wanted[group] = types;

    public void WakeFor(IReadOnlySet<string> types)
    {
        foreach (var (group, wanted) in _wanted)
        {
            if (wanted.Any(types.Contains))
            {
                Wake(group);
            }
        }
    }

    public void Wake(string group)
    {
        if (_waiting.TryGetValue(group, out var signal))
        {
            signal.Wake();
        }
    }
}
