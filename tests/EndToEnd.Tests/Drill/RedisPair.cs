using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests.Drill;

/// <summary>A Redis, its replica, and a sentinel that makes the replica the master when the master dies.</summary>
internal sealed class RedisPair : IAsyncDisposable
{
    private static readonly string[] Kept = ["--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction"];

    // The sentinel waits until who came back has been well for eight seconds.
    private static readonly TimeSpan Joining = TimeSpan.FromMinutes(3);
    private readonly RedisServer _sentinel;
    private RedisServer _master;
    private RedisServer _replica;

    private RedisPair(RedisServer master, RedisServer replica, RedisServer sentinel) =>
        (_master, _replica, _sentinel) = (master, replica, sentinel);

    public string ConnectionString => $"{_sentinel.Address},serviceName=dd";

    public static async Task<RedisPair> StartAsync(CancellationToken ct)
    {
        var master = await RedisServer.StartAsync(Kept);
        var replica = await RedisServer.StartAsync([.. Kept, "--replicaof", $"127.0.0.1 {master.Port}"]);

        // On a machine that is hard at work an answer takes longer than half a second; a sentinel that takes this for a
        // death makes nobody a replica.
        var sentinel = await RedisServer.StartSentinelAsync(master, "sentinel down-after-milliseconds dd 3000");
        var pair = new RedisPair(master, replica, sentinel);
        await pair.InStepAsync(ct);

        // The sentinel has to have met the replica before the master may die.
        await Eventually.TrueAsync(
            async () => (await AskAsync(pair._sentinel, "INFO sentinel", ct)).Contains("slaves=1", StringComparison.Ordinal),
            "a sentinel that knows the replica", ct);
        return pair;
    }

    /// <summary>Kills the master, waits until the replica has taken over, and brings the dead one back as its replica.</summary>
    public async Task FailOverAsync(TimeSpan pause, CancellationToken ct)
    {
        await _master.KillAsync();
        await Eventually.TrueAsync(
            async () => (await AskAsync(_replica, "INFO replication", ct)).Contains("role:master", StringComparison.Ordinal),
            "a replica that took over", ct);
        await Task.Delay(pause, ct);
        (_master, _replica) = (_replica, _master);
        await _replica.StartAsync(ct);
        await InStepAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _sentinel.DisposeAsync();
        await _replica.DisposeAsync();
        await _master.DisposeAsync();
    }

    private static async Task<string> AskAsync(RedisServer server, string command, CancellationToken ct)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, ct);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), ct);

        // Its length in a line of its own, then so many characters; a sentinel does not know QUIT.
        using var reader = new StreamReader(stream, Encoding.ASCII);
        if (await reader.ReadLineAsync(ct) is not ['$', ..] header)
        {
            return ""; // It went away, or loads what it kept and says so.
        }

        var answer = new char[int.Parse(header[1..], CultureInfo.InvariantCulture)];
        await reader.ReadBlockAsync(answer, ct);
        return new string(answer);
    }

    private Task InStepAsync(CancellationToken ct) => Eventually.ValueAsync(
        () => AskAsync(_master, "INFO replication", ct),
        answer => answer.Contains("state=online", StringComparison.Ordinal),
        "a replica in step", ct, Joining);
}
