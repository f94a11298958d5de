using DigitalDocs.Platform.Redis;
using DigitalDocs.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigitalDocs.Platform.Tests.Redis;

/// <summary>Two processes of one installation on the same server, with keys that no other test uses.</summary>
internal sealed class TwoProcesses : IAsyncDisposable
{
    private readonly RedisConnections _one = new(TimeProvider.System, NullLogger<RedisConnections>.Instance);
    private readonly RedisConnections _other = new(TimeProvider.System, NullLogger<RedisConnections>.Instance);

    /// <param name="server">Null: the one that serves all tests.</param>
    public TwoProcesses(string? server = null)
    {
        server ??= Require.Engine("redis");
        var prefix = $"test-{Guid.CreateVersion7():N}";
        (One, Other) = (new RedisStore(_one, server, prefix), new RedisStore(_other, server, prefix));
    }

    public RedisStore One { get; }

    public RedisStore Other { get; }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }
}
