using Microsoft.AspNetCore.Builder;

namespace DigitalDocs.Testing;

/// <summary>How a <see cref="DigitalDocsApp"/> differs from an installation with an empty configuration file.</summary>
public sealed record AppSettings
{
    /// <summary>Settings as in a configuration file: <c>["Ai:Provider"] = "claude"</c>.</summary>
    public IReadOnlyDictionary<string, string?> Configuration { get; init; } = new Dictionary<string, string?>();

    /// <summary>The clock; the machine's own when null.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>A data folder that outlives the app, to start again on the same data. Null: one of its own.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Last word on registrations, for outside services that a test fakes.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }
}
