namespace DigitalDocs.Platform.Http;

/// <summary>
/// The caller of the running request or event, for what lives outside its scope: the handlers of HTTP clients.
/// Everything else has the <see cref="Caller"/> injected.
/// </summary>
internal static class AmbientCaller
{
    private static readonly AsyncLocal<Caller?> Slot = new();

    public static Caller? Current
    {
        get => Slot.Value;
        set => Slot.Value = value;
    }
}
