using DigitalDocs.Platform.Data;

namespace DigitalDocs.Platform.Http;

/// <summary>Surprises of the platform that have an answer of their own.</summary>
internal static class ExceptionFailures
{
    public static Failure? Of(Exception? exception) => exception switch
    {
        StoreUnavailableException => Failure.Unavailable(
            "The store does not answer. Nothing was changed; try again shortly.", TimeSpan.FromSeconds(5)),
        _ => null,
    };
}
