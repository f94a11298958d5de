using System.Globalization;
using StackExchange.Redis;

namespace DigitalDocs.Platform.Redis;

/// <summary>Says in one line what is wrong with a Redis server, by trying what the product needs of it.</summary>
internal static class RedisDiagnosis
{
    private const int OldestMajor = 7;

    /// <param name="mustKeepAll">What lies there may not be thrown away when memory is short.</param>
    /// <returns>Null when all is well.</returns>
    public static async Task<string?> FindProblemAsync(
        string connectionString, CancellationToken ct, bool mustKeepAll = false)
    {
        RedisAddress address;
        try
        {
            address = RedisSettings.Parse(connectionString);
        }
        catch (ArgumentException)
        {
            return "the connection string of Redis cannot be read";
        }

        address.Options.AbortOnConnectFail = true;
        address.Options.ConnectRetry = 1;
        return await FindProblemAsync(address, mustKeepAll).WaitAsync(ct) is { } problem
            ? $"Redis at {address.Where} {problem}"
            : null;
    }

    private static async Task<string?> FindProblemAsync(RedisAddress address, bool mustKeepAll)
    {
        ConnectionMultiplexer? sentinels = null;
        try
        {
            sentinels = address.HasSentinels ? await address.ConnectSentinelsAsync() : null;
        }
        catch (RedisConnectionException e)
        {
            return IsRefusal(e)
                ? "cannot be found: the sentinels refuse the user name or password (sentinelPassword)"
                : Say(e);
        }

        try
        {
            await using var connection = sentinels is null
                ? await ConnectionMultiplexer.ConnectAsync(address.Options)
                : await address.ConnectPrimaryAsync(sentinels);
            return await TryAsync(connection, mustKeepAll);
        }
        catch (RedisConnectionException e)
        {
            return Say(e);
        }
        catch (RedisException e)
        {
            return Say(e.Message);
        }
        catch (TimeoutException)
        {
            return "answers too slowly";
        }
        finally
        {
            await (sentinels?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private static async Task<string?> TryAsync(ConnectionMultiplexer connection, bool mustKeepAll)
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
        return mustKeepAll ? await FindEvictionAsync(connection) : null;
    }

    // Of keys without an end of their own: those of events have none.
    private static async Task<string?> FindEvictionAsync(ConnectionMultiplexer connection)
    {
        foreach (var server in connection.GetServers().Where(server => server.IsConnected && !server.IsReplica))
        {
            var facts = ((string?)await server.ExecuteAsync("INFO", "memory") ?? "").Split("\r\n");
            var policy = facts.FirstOrDefault(fact => fact.StartsWith("maxmemory_policy:allkeys", StringComparison.Ordinal));
            if (policy is not null && !facts.Contains("maxmemory:0"))
            {
                return $"throws keys away when it is full (maxmemory-policy {policy.Split(':')[1]}); noeviction is needed";
            }
        }

        return null;
    }

    private static string Say(RedisConnectionException e) =>
        IsRefusal(e) ? "refuses the user name or password" : "cannot be reached";

    private static bool IsRefusal(RedisConnectionException e) =>
        e.FailureType == ConnectionFailureType.AuthenticationFailure || Mentions(e, "WRONGPASS") || Mentions(e, "NOAUTH");

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
