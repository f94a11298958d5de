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
}
