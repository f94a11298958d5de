using System.Net;
using StackExchange.Redis;

namespace DigitalDocs.Platform.Redis;

/// <summary>Reads connection strings, and sets what must not be left to chance where they are silent.</summary>
internal static class RedisSettings
{
    /// <exception cref="ArgumentException">The text is no connection string; the message repeats none of it.</exception>
    public static ConfigurationOptions Parse(string connectionString)
    {
        if (!TryRead(connectionString, out var options))
        {
            throw new ArgumentException("The connection string of Redis cannot be read.", nameof(connectionString));
        }

        if (options.EndPoints.Count == 0)
        {
            throw new ArgumentException("The connection string of Redis names no server.", nameof(connectionString));
        }

        options.AbortOnConnectFail = false;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ClientName ??= "digitaldocs";
        if (!Names(connectionString, "connectTimeout"))
        {
            options.ConnectTimeout = 2_000;
        }

        if (!Names(connectionString, "keepAlive"))
        {
            options.KeepAlive = 5;
        }

        return options;
    }

    /// <summary>Where it connects to, without names and passwords.</summary>
    public static string Describe(ConfigurationOptions options) =>
        string.Join(',', options.EndPoints.Select(Name))
        + (options.ServiceName is { Length: > 0 } service ? $" (primary {service} of these sentinels)" : "");

    private static string Name(EndPoint endPoint) =>
        endPoint is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : endPoint.ToString()!;

    // The library's exceptions quote the text, which holds the password: they go no further.
    private static bool TryRead(string connectionString, out ConfigurationOptions options)
    {
        try
        {
            options = ConfigurationOptions.Parse(connectionString);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            options = new ConfigurationOptions();
            return false;
        }
    }

    private static bool Names(string connectionString, string setting) =>
        connectionString.Split(',').Any(part =>
            part.AsSpan().Trim().StartsWith(setting + "=", StringComparison.OrdinalIgnoreCase));
}
