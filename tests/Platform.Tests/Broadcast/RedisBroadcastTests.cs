using System.Collections.Concurrent;
using DigitalDocs.Platform.Broadcast;
using DigitalDocs.Platform.Redis;
using DigitalDocs.Platform.Tests.Redis;
using DigitalDocs.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace DigitalDocs.Platform.Tests.Broadcast;

public sealed class RedisBroadcastTests : BroadcastContract, IAsyncDisposable
{
    private readonly TwoProcesses _processes = new();
    private readonly RedisBroadcast _one;

    public RedisBroadcastTests() => _one = Join(_processes.One);

    protected override IBroadcast One => _one;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _one.Dispose();
        await _processes.DisposeAsync();
    }

    [Fact]
    public async Task Other_processes_hear_it_also_after_the_server_was_away()
    {
        await using var server = await RedisServer.StartAsync();
        await using var processes = new TwoProcesses(server.Address);
        using var one = Join(processes.One);
        using var other = Join(processes.Other);
        var heard = new ConcurrentQueue<string>();
        using var listening = other.Listen("a", heard.Enqueue);
        await HearAsync(one, heard);

        await server.KillAsync();
        await Eventually.TrueAsync(() => Task.FromResult(!one.ReachesOthers), "the loss is noticed", Ct);
        one.Send("a", "lost");
        await server.StartAsync(Ct);

        heard.Clear();
        await HearAsync(one, heard);
        one.ReachesOthers.ShouldBeTrue();
    }

    private static RedisBroadcast Join(RedisStore store) =>
        new(store, TimeProvider.System, NullLogger<RedisBroadcast>.Instance);

    // Until both have joined, what is sent may be lost.
    private static Task HearAsync(RedisBroadcast sender, ConcurrentQueue<string> heard) => Eventually.TrueAsync(
        () =>
        {
            sender.Send("a", "b|c");
            return Task.FromResult(heard.Contains("b|c"));
        },
        "it is heard", Ct);
}
