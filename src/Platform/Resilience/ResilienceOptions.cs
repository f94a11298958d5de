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

    /// <summary>Calls to one service that a process makes at once; more wait.</summary>
    [Range(1, 100_000)]
    public int CallsAtOnce { get; set; } = 200;

    /// <summary>Calls that may wait for their turn; more are refused at once.</summary>
    [Range(0, 100_000)]
    public int CallsWaiting { get; set; } = 400;

    /// <summary>How long a copy of a service that did not answer is left out, where there are others.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan LeaveOutFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the copies of services that have several are asked whether they are ready; zero: never.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ProbeEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a call that changes nothing is repeated when the service could not be reached.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>Wait before the first repetition; it doubles, with jitter.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);
}
