namespace DigitalDocs.Platform.Http.Idempotency;

/// <summary>
/// A request with an Idempotency-Key that is being carried out. The first change it saves is committed together with
/// the mark that it was, so that a repetition after a crash cannot become a second one.
/// </summary>
internal sealed class RunningRequest(Type database, string keyHash)
{
    public Type Database => database;

    public string KeyHash => keyHash;

    public bool IsMarked { get; set; }
}
