using DigitalDocs.Platform.Redis;
using DigitalDocs.Platform.Tests.Blobs;
using DigitalDocs.Platform.Tests.Health;
using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Redis;

public sealed class RedisDiagnosisTests
{
    [Fact]
    public async Task A_server_that_answers_has_no_problem() =>
        (await FindAsync(Require.Engine("redis"))).ShouldBeNull();

    [Fact]
    public async Task A_server_that_is_not_there_is_named() =>
        (await FindAsync("127.0.0.1:1,connectTimeout=200")).ShouldBe("Redis at 127.0.0.1:1 cannot be reached");

    [Theory]
    [InlineData("")]
    [InlineData(",password=wrong")]
    public async Task A_wrong_or_missing_password_is_named(string password)
    {
        await using var server = await RedisServer.StartAsync("--requirepass", "right");

        (await FindAsync(server.Address + password))
            .ShouldBe($"Redis at {server.Address} refuses the user name or password");
        (await FindAsync(server.Address + ",password=right")).ShouldBeNull();
    }

    [Fact]
    public async Task A_read_only_replica_is_named()
    {
        await using var primary = await RedisServer.StartAsync();
        await using var replica = await RedisServer.StartAsync("--replicaof", $"127.0.0.1 {primary.Port}");

        await Eventually.HoldsAsync(
            async () => (await FindAsync(replica.Address))!.ShouldContain("read-only replica"),
            TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_full_server_is_named()
    {
        await using var server = await RedisServer.StartAsync("--maxmemory", "1mb", "--maxmemory-policy", "noeviction");

        (await FindAsync(server.Address)).ShouldBe($"Redis at {server.Address} is out of memory and accepts no writes");
    }

    [Fact]
    public async Task A_user_who_may_not_write_is_named()
    {
        await using var server = await RedisServer.StartAsync("--user", "reader", "on", ">pw", "~*", "&*", "+@all", "-@write");

        (await FindAsync(server.Address + ",user=reader,password=pw"))!.ShouldContain("does not allow this user");
    }

    [Fact]
    public async Task A_connection_string_that_cannot_be_read_is_named() =>
        (await FindAsync("host,nonsense=1")).ShouldBe("the connection string of Redis cannot be read");

    [Fact]
    public async Task A_server_that_takes_connections_and_says_nothing_holds_nobody_up()
    {
        using var silent = new SilentServer();

        (await FindAsync($"127.0.0.1:{silent.Port}")).ShouldBe($"Redis at 127.0.0.1:{silent.Port} cannot be reached");
    }

    [Fact]
    public async Task A_server_that_is_too_old_is_named_with_its_version()
    {
        await using var server = await RedisServer.StartAsync();
        await using var proxy = new CountingProxy(server.Port) { Forgery = ("redis_version:7", "redis_version:6") };

        (await FindAsync($"127.0.0.1:{proxy.Port}")).ShouldNotBeNull().ShouldContain("7 or newer is needed");
    }

    [Theory]
    [InlineData("volatile-lru", false)]
    [InlineData("allkeys-lru", true)]
    public async Task For_events_a_server_may_not_throw_keys_away(string policy, bool isWrong)
    {
        await using var server = await RedisServer.StartAsync("--maxmemory", "100mb", "--maxmemory-policy", policy);

        (await FindAsync(server.Address)).ShouldBeNull();
        (await RedisDiagnosis.FindProblemAsync(server.Address, TestContext.Current.CancellationToken, mustKeepAll: true))
            .ShouldBe(isWrong
                ? $"Redis at {server.Address} throws keys away when it is full (maxmemory-policy {policy}); noeviction is needed"
                : null);
    }

    [Theory]
    [InlineData("right", "right", "right", null)]
    [InlineData("right", null, null, null)]
    [InlineData("right", "other", "other", null)]
    [InlineData("wrong", null, null, "refuses the user name or password")]
    [InlineData("right", "other", "wrong", "cannot be found: the sentinels refuse the user name or password (sentinelPassword)")]
    [InlineData("right", "other", null, "cannot be found: the sentinels refuse the user name or password (sentinelPassword)")]
    public async Task Sentinels_and_their_primary_may_each_have_a_password(
        string given, string? sentinels, string? givenToSentinels, string? problem)
    {
        await using var primary = await RedisServer.StartAsync("--requirepass", "right");
        await using var sentinel = await RedisServer.StartSentinelAsync(
            primary, ["sentinel auth-pass dd right", .. sentinels is null ? (string[])[] : [$"requirepass {sentinels}"]]);
        var address = $"{sentinel.Address},serviceName=dd,password={given}"
            + (givenToSentinels is null ? "" : $",sentinelPassword={givenToSentinels}");

        var found = await FindAsync(address);

        (found is null ? null : found[(found.IndexOf(')', StringComparison.Ordinal) + 2)..]).ShouldBe(problem);
    }

    private static Task<string?> FindAsync(string connectionString) =>
        RedisDiagnosis.FindProblemAsync(connectionString, TestContext.Current.CancellationToken);
}
