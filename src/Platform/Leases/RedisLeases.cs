using DigitalDocs.Platform.Redis;

namespace DigitalDocs.Platform.Leases;

/// <summary>
/// Leases as hashes in Redis, changed by scripts by the server's clock. Without the server nobody gets a lease. A
/// primary that dies before its replica knows of a lease forgets it: then two may hold it until one renews.
/// </summary>
/// <param name="clock">Only for tests: instead of the server's clock.</param>
internal sealed class RedisLeases(RedisStore store, TimeProvider? clock = null) : ILeases
{
    // A lease that ran out but that nobody else took can still be renewed: its row outlives it.
    private const string Keep = """
        redis.call('HSET', KEYS[1], 'holder', ARGV[2], 'until', now + ARGV[3])
        redis.call('PEXPIRE', KEYS[1], ARGV[3] + 600000)
        return now + ARGV[3]
        """;

    private const string Take = RedisStore.Now + """
        local held = redis.call('HGET', KEYS[1], 'until')
        if held and tonumber(held) > now then return 0 end

        """ + Keep;

    private const string Renew = RedisStore.Now + """
        if redis.call('HGET', KEYS[1], 'holder') ~= ARGV[2] then return 0 end

        """ + Keep;

    private const string Release = """
        if redis.call('HGET', KEYS[1], 'holder') == ARGV[2] then redis.call('DEL', KEYS[1]) end
        return 0
        """;

    public Task<Lease?> TryTakeAsync(string name, TimeSpan duration, CancellationToken ct) =>
        RunAsync(Take, name, Guid.CreateVersion7(), duration, ct);

    public Task<Lease?> RenewAsync(Lease lease, TimeSpan duration, CancellationToken ct) =>
        RunAsync(Renew, lease.Name, lease.Holder, duration, ct);

    public async Task ReleaseAsync(Lease lease, CancellationToken ct) =>
        await RunAsync(Release, lease.Name, lease.Holder, TimeSpan.Zero, ct);

    private async Task<Lease?> RunAsync(string script, string name, Guid holder, TimeSpan duration, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var database = await store.DatabaseAsync(ct);
        var until = (long)await database.ScriptEvaluateAsync(
            script,
            [store.Key("lease:" + name)],
            [RedisStore.Time(clock), holder.ToString("N"), (long)duration.TotalMilliseconds]).WaitAsync(ct);
        return until == 0 ? null : new Lease(name, holder, DateTimeOffset.FromUnixTimeMilliseconds(until));
    }
}
