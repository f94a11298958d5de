using DigitalDocs.Platform.Redis;
using DigitalDocs.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigitalDocs.Platform.Tests.Redis;

/// <summary>A process of its own on the shared server, with keys that no other test uses.</summary>
internal sealed class RedisTestStore : IAsyncDisposable
{
    private readonly RedisConnections _connections = new(TimeProvider.System, NullLogger<RedisConnections>.Instance);

    private RedisTestStore(string server, string prefix) => Store = new RedisStore(_connections, server, prefix);

    public RedisStore Store { get; }

    public static string NewPrefix() => $"test-{Guid.CreateVersion7():N}";

    public static RedisTestStore Open(string prefix) => new(Require.Engine("redis"), prefix);

    public static RedisTestStore Open(RedisServer server, string prefix) => new(server.Address, prefix);

    public ValueTask DisposeAsync() => _connections.DisposeAsync();
}
