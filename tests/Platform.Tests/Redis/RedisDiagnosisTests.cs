using DigitalDocs.Platform.Redis;
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

    private static Task<string?> FindAsync(string connectionString) =>
        RedisDiagnosis.FindProblemAsync(connectionString, TestContext.Current.CancellationToken);
}
