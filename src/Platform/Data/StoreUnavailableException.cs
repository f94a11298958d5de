namespace DigitalDocs.Platform.Data;

/// <summary>A store does not answer (connection refused, time-out): the request may be repeated later.</summary>
public sealed class StoreUnavailableException(string store, Exception inner)
    : Exception($"The store '{store}' does not answer.", inner)
{
    public string Store => store;
}
