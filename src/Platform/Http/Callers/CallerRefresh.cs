namespace DigitalDocs.Platform.Http;

/// <summary>Keeps the caller of a long answer current: what they may do can change while it is being sent.</summary>
public sealed class CallerRefresh
{
    private readonly SnapshotCache _snapshots;
    private readonly TimeProvider _clock;

    internal CallerRefresh(SnapshotCache snapshots, TimeProvider clock)
    {
        _snapshots = snapshots;
        _clock = clock;
    }

    /// <summary>Looks again what the caller may do.</summary>
    /// <returns>False when the token has expired, the session has ended, or permissions cannot be checked.</returns>
    public async ValueTask<bool> RefreshAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Identity is not { } identity || identity.ExpiresAt <= _clock.GetUtcNow())
        {
            return caller.IsService;
        }

        return await RenewAsync(caller, identity, ct);
    }

    /// <summary>
    /// The same for a long request that began with a good token: it may end after the token has expired, but not after
    /// the session has ended.
    /// </summary>
    public async ValueTask<bool> StaysActiveAsync(Caller caller, CancellationToken ct) =>
        caller.Identity is { } identity ? await RenewAsync(caller, identity, ct) : caller.IsService;

    private async ValueTask<bool> RenewAsync(Caller caller, TokenIdentity identity, CancellationToken ct)
    {
        if (await _snapshots.GetAsync(identity, ct) is not { Active: true } snapshot)
        {
            return false;
        }

        caller.Become(identity, snapshot);
        return true;
    }
}
