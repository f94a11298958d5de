using System.Net;
using StackExchange.Redis;

namespace DigitalDocs.Platform.Redis;

/// <summary>A connection string that was read.</summary>
/// <param name="SentinelPassword">What the sentinels ask for; null: what their primary asks for.</param>
internal sealed record RedisAddress(ConfigurationOptions Options, string? SentinelPassword)
{
    /// <summary>The endpoints are sentinels, which name the primary.</summary>
    public bool HasSentinels => Options.ServiceName is { Length: > 0 };

    /// <summary>Where it connects to, without names and passwords.</summary>
    public string Where =>
        string.Join(',', Options.EndPoints.Select(Name))
        + (HasSentinels ? $" (primary {Options.ServiceName} of these sentinels)" : "");

    /// <summary>The connection to the sentinels alone.</summary>
    public async Task<ConnectionMultiplexer> ConnectSentinelsAsync()
    {
        var options = Options.Clone();
        if (SentinelPassword is not null)
        {
            (options.User, options.Password) = (null, SentinelPassword);
        }

        return await ConnectionMultiplexer.SentinelConnectAsync(options);
    }

    /// <summary>The connection to the primary that they name; it follows when they name another, as long as both live.</summary>
    public async Task<ConnectionMultiplexer> ConnectPrimaryAsync(ConnectionMultiplexer sentinels) =>
        await Task.Run(() => sentinels.GetSentinelMasterConnection(Options));

    private static string Name(EndPoint endPoint) =>
        endPoint is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : endPoint.ToString()!;
}
