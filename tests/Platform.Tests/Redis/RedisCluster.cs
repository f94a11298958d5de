using System.Diagnostics;
using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Redis;

/// <summary>A cluster of three primaries on this machine; one of them has a replica.</summary>
public sealed class RedisCluster : IAsyncLifetime
{
    public const string Name = "Redis Cluster";

    private readonly List<RedisServer> _nodes = [];

    public IReadOnlyList<RedisServer> Nodes => _nodes;

    public string ConnectionString => string.Join(',', _nodes.Take(3).Select(node => node.Address));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Require.Program("redis-server");
        Require.Program("redis-cli");
        for (var node = 0; node < 4; node++)
        {
            _nodes.Add(await RedisServer.StartClusterNodeAsync());
        }

        await CommandAsync(["--cluster", "create", .. _nodes.Take(3).Select(node => node.Address), "--cluster-yes"]);
        await Eventually.HoldsAsync(
            () => CommandAsync("--cluster", "add-node", _nodes[3].Address, _nodes[0].Address, "--cluster-slave"), Ct);
        foreach (var node in _nodes)
        {
            await Eventually.ValueAsync(
                () => AskAsync(node, "cluster", "info"), info => info.Contains("cluster_state:ok"), "a whole cluster", Ct);
        }

        await Eventually.ValueAsync(
            () => AskAsync(_nodes[3], "info", "replication"), info => info.Contains("master_link_status:up"),
            "a replica in step", Ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    /// <summary>What a node answers to a command.</summary>
    public static Task<string> AskAsync(RedisServer node, params string[] command) =>
        CommandAsync(["-p", $"{node.Port}", .. command]);

    private static async Task<string> CommandAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("redis-cli", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(Ct);
        var errors = await process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"redis-cli {string.Join(' ', arguments)}: {await output}{errors}");
    }
}

[CollectionDefinition(RedisCluster.Name)]
public sealed class RedisClusterCollection : ICollectionFixture<RedisCluster>;
