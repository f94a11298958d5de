using System.Collections.Concurrent;

namespace DigitalDocs.Platform.Broadcast;

/// <summary>Within one process.</summary>
internal sealed class LocalBroadcast : IBroadcast
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Guid, Action<string>>> _listeners = new();

    public bool ReachesOthers => false;

    public void Send(string topic, string message)
    {
        if (_listeners.TryGetValue(topic, out var listeners))
        {
            foreach (var receive in listeners.Values)
            {
                receive(message);
            }
        }
    }

    public IDisposable Listen(string topic, Action<string> receive)
    {
        var listeners = _listeners.GetOrAdd(topic, _ => new ConcurrentDictionary<Guid, Action<string>>());
        var id = Guid.CreateVersion7();
        listeners[id] = receive;
        return new Listening(() => listeners.TryRemove(id, out _));
    }

    private sealed class Listening(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
