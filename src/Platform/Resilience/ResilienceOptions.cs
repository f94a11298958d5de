using System.ComponentModel.DataAnnotations;

namespace DigitalDocs.Platform.Resilience;

/// <summary>How calls to other services are guarded.</summary>
public sealed class ResilienceOptions
{
    public const string Section = "Resilience";

    /// <summary>How long one attempt may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Consecutive failures after which a service is no longer asked.</summary>
    [Range(1, 1000)]
    public int FailuresBeforeOpen { get; set; } = 5;

    /// <summary>How long it is left alone before one call tries it again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan OpenFor { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a call that changes nothing is repeated when the service could not be reached.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>Wait before the first repetition; it doubles, with jitter.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);
}
