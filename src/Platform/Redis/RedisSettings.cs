using StackExchange.Redis;

namespace DigitalDocs.Platform.Redis;

/// <summary>Reads connection strings, and sets what must not be left to chance where they are silent.</summary>
internal static class RedisSettings
{
    private const string SentinelPassword = "sentinelPassword=";

    /// <exception cref="ArgumentException">The text is no connection string; the message repeats none of it.</exception>
    public static RedisAddress Parse(string connectionString)
    {
        // Ours, not the library's: it knows one password for the sentinels and their primary.
        var own = connectionString.Split(',').Where(IsOfSentinels).ToList();
        var others = string.Join(',', connectionString.Split(',').Where(part => !IsOfSentinels(part)));
        if (!TryRead(others, out var options))
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

        return new RedisAddress(options, own is [var given, ..] ? given.Trim()[SentinelPassword.Length..] : null);
    }

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

    private static bool IsOfSentinels(string part) =>
        part.AsSpan().Trim().StartsWith(SentinelPassword, StringComparison.OrdinalIgnoreCase);

    private static bool Names(string connectionString, string setting) =>
        connectionString.Split(',').Any(part =>
            part.AsSpan().Trim().StartsWith(setting + "=", StringComparison.OrdinalIgnoreCase));
}
