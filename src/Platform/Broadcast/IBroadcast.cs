namespace DigitalDocs.Platform.Broadcast;

/// <summary>
/// Tells every process of the installation something at once. A message may be lost and is never repeated, so each
/// receiver also looks by itself now and then; what is told here only makes it look earlier.
/// </summary>
public interface IBroadcast
{
    /// <summary>True while messages reach other processes, as far as this one can know.</summary>
    bool ReachesOthers { get; }

    /// <summary>
    /// Tells those who listen in this process before it returns, and the others without waiting. Never fails.
    /// </summary>
    /// <param name="message">Ids only: it is seen by whoever may read the server.</param>
    void Send(string topic, string message);

    /// <summary>Listens until disposed. The receiver is quick and does not fail; it may be called by several threads at once.</summary>
    IDisposable Listen(string topic, Action<string> receive);
}
