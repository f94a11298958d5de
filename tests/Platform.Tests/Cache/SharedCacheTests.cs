using DigitalDocs.Platform.Cache;
using DigitalDocs.Testing;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Tests.Cache;

public sealed class SharedCacheTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_process_cached_another_finds_and_without_the_server_each_makes_its_own()
    {
        await using var server = await RedisServer.StartAsync();
        using var one = Process(server.Address);
        using var other = Process(server.Address);
        (await GetAsync(one, "a", "made by one")).ShouldBe("made by one");
        await ReachedAsync(other, "a");
        (await GetAsync(other, "a", "made by other")).ShouldBe("made by one");

        await server.KillAsync();

        (await GetAsync(one, "b", "made by one")).ShouldBe("made by one");
        (await GetAsync(other, "b", "made by other")).ShouldBe("made by other");
    }

    internal static IHost Process(string server)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cache:Provider"] = "redis",
            ["Cache:ConnectionString"] = server,
            ["Cache:Prefix"] = "dd",
        });
        builder.AddPlatformCache();
        return builder.Build();
    }

    // What was made is handed out before it is shared; who asks in between makes its own.
    internal static Task ReachedAsync(IHost process, string key) => Eventually.TrueAsync(
        async () => await process.Services.GetRequiredService<HybridCache>().GetOrCreateAsync(
            key, _ => ValueTask.FromResult<string?>(null),
            new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableLocalCache | HybridCacheEntryFlags.DisableUnderlyingData },
            cancellationToken: Ct) is not null,
        $"{key} in the shared cache", Ct);

    internal static ValueTask<string> GetAsync(IHost process, string key, string made) =>
        process.Services.GetRequiredService<HybridCache>().GetOrCreateAsync(
            key, _ => ValueTask.FromResult(made), new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableLocalCache },
            cancellationToken: Ct);
}
