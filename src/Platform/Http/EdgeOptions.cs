using System.ComponentModel.DataAnnotations;
using DigitalDocs.Platform.Composition;

namespace DigitalDocs.Platform.Http;

/// <summary>The edge: how large requests may be, how many, and by which address people reach us.</summary>
public sealed class EdgeOptions
{
    public const string Section = "Edge";

    /// <summary>Address that links in mails and share links begin with; empty: the address of the request.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Largest body of a route that takes no files, in bytes.</summary>
    [Range(1024, 1 << 30)]
    public int LargestBody { get; set; } = 4 << 20;

    /// <summary>Requests a signed-in user may make in a minute.</summary>
    [Range(1, int.MaxValue)]
    public int RequestsPerMinuteAndUser { get; set; } = 12_000;

    /// <summary>Requests the users of one agency may make in a minute, together.</summary>
    [Range(1, int.MaxValue)]
    public int RequestsPerMinuteAndAgency { get; set; } = 120_000;

    /// <summary>Requests without sign-in that one address may make in a minute.</summary>
    [Range(1, int.MaxValue)]
    public int RequestsPerMinuteAndAddress { get; set; } = 3_000;

    /// <summary>Serves plain http on other addresses than loopback. Only behind a proxy that speaks TLS.</summary>
    public bool AllowInsecure { get; set; }

    /// <summary>Also takes TLS 1.2 where https is served; TLS 1.3 alone otherwise.</summary>
    public bool AllowTls12 { get; set; }

    /// <summary>
    /// How long a process that is told to stop goes on answering while it says that it is not ready: longer than its
    /// callers need to notice. With several copies 3 seconds; zero for a single process, which nobody can replace.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:15")]
    public TimeSpan DrainFor { get; set; }

    /// <summary>How logs are written: <c>json</c> or <c>plain</c>.</summary>
    [OneOf("json", "plain")]
    public string LogFormat { get; set; } = "json";
}
