using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Data;
using Microsoft.AspNetCore.Http;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace DigitalDocs.Platform.Http;

/// <summary>Surprises of the platform that have an answer of their own.</summary>
internal static class ExceptionFailures
{
    public static Failure? Of(Exception? exception) => exception switch
    {
        StoreUnavailableException => Failure.Unavailable(
            "The store does not answer. Nothing was changed; try again shortly.", TimeSpan.FromSeconds(5)),
        StoreFullException => new Failure(
            "store_full", StatusCodes.Status507InsufficientStorage, "The store has no room left. Nothing was stored."),
        BlobCorruptException => new Failure(
            "content_corrupt", StatusCodes.Status502BadGateway,
            "What is stored is not what was put there, so it is not served. Tell your administrator."),
        BlobHashMismatchException mismatch => new Failure(
            "hash_mismatch", StatusCodes.Status422UnprocessableEntity, mismatch.Message),
        BrokenCircuitException broken => Failure.Unavailable(
            "A service that this needs does not answer. Try again shortly.",
            broken.RetryAfter ?? TimeSpan.FromSeconds(60)),
        RateLimiterRejectedException => Failure.Unavailable(
            "A service that this needs has too much to do. Try again shortly.", TimeSpan.FromSeconds(2)),
        HttpRequestException { StatusCode: null } or TimeoutRejectedException => Failure.Unavailable(
            "A service that this needs does not answer. Try again shortly.", TimeSpan.FromSeconds(5)),
        _ => StoreFailures.Of(exception),
    };
}
