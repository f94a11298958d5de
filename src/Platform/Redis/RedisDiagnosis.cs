using System.Globalization;
using StackExchange.Redis;

namespace DigitalDocs.Platform.Redis;

/// <summary>Says in one line what is wrong with a Redis server, by trying what the product needs of it.</summary>
internal static class RedisDiagnosis
{
    private const int OldestMajor = 7;

    /// <returns>Null when all is well.</returns>
    public static async Task<string?> FindProblemAsync(string connectionString, CancellationToken ct)
    {
        ConfigurationOptions options;
        try
        {
            options = RedisSettings.Parse(connectionString);
        }
        catch (ArgumentException)
        {
            return "the connection string of Redis cannot be read";
        }

        var where = $"Redis at {RedisSettings.Describe(options)}";
        options.AbortOnConnectFail = true;
        options.ConnectRetry = 1;
        try
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(ct);
            return await TryAsync(connection) is { } problem ? $"{where} {problem}" : null;
        }
        catch (RedisConnectionException e)
        {
            return $"{where} {Say(e)}";
        }
        catch (RedisException e)
        {
            return $"{where} {Say(e.Message)}";
        }
        catch (TimeoutException)
        {
            return $"{where} answers too slowly";
        }
    }

    private static async Task<string?> TryAsync(ConnectionMultiplexer connection)
    {
        foreach (var server in connection.GetServers().Where(server => server.IsConnected && !server.IsReplica))
        {
            if (server.Version.Major < OldestMajor)
            {
                return $"is version {server.Version}; {OldestMajor} or newer is needed";
            }
        }

        if (connection.GetServers().All(server => !server.IsConnected || server.IsReplica))
        {
            return "is a read-only replica; name its primary, or the sentinels and serviceName";
        }

        // The connection tells a refused write by its error; the key goes away by itself.
        await connection.GetDatabase().StringSetAsync(
            string.Create(CultureInfo.InvariantCulture, $"dd:probe:{Environment.ProcessId}"), 1, TimeSpan.FromSeconds(1));
        return null;
    }

    private static string Say(RedisConnectionException e) =>
        e.FailureType == ConnectionFailureType.AuthenticationFailure || Mentions(e, "WRONGPASS") || Mentions(e, "NOAUTH")
            ? "refuses the user name or password"
            : "cannot be reached";

    private static string Say(string message) => message.Split(' ')[0] switch
    {
        "OOM" => "is out of memory and accepts no writes",
        "READONLY" => "is a read-only replica; name its primary, or the sentinels and serviceName",
        "MISCONF" => "cannot write to its disk and accepts no writes",
        "NOPERM" => "does not allow this user to write keys below dd:",
        "LOADING" => "is still loading its data",
        "CLUSTERDOWN" => "is a cluster that is down",
        "NOAUTH" or "WRONGPASS" => "refuses the user name or password",
        var word => $"answers with the error {word}",
    };

    private static bool Mentions(Exception exception, string word)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e.Message.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
