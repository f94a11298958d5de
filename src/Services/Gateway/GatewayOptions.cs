using System.ComponentModel.DataAnnotations;

namespace DigitalDocs.Gateway;

/// <summary>How the edge behaves.</summary>
public sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>Minutes that a client may have been away and still resume its stream of changes.</summary>
    [Range(1, 1440)]
    public int StreamKeptMinutes { get; set; } = 60;

    /// <summary>Longest wait for a service hosted elsewhere, in seconds, counted anew with every byte.</summary>
    [Range(1, 600)]
    public int ForwardTimeoutSeconds { get; set; } = 100;

    /// <summary>Requests to one service hosted elsewhere that are under way at once; more wait.</summary>
    [Range(1, 100_000)]
    public int ForwardsAtOnce { get; set; } = 1000;

    /// <summary>Requests that may wait for their turn; more are answered 503 at once.</summary>
    [Range(0, 100_000)]
    public int ForwardsWaiting { get; set; } = 1000;
}
