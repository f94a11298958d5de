using System.Collections.Concurrent;
using DigitalDocs.Contracts.Authorization;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Http;

/// <summary>
/// What each caller may do, asked from the authorization service at most once in <see cref="Fresh"/>: so a change is
/// effective everywhere within a second. When that service is down, what was last known serves for a minute.
/// </summary>
internal sealed class SnapshotCache(
    Func<AuthorizationClient> authorization,
    TimeProvider clock,
    ILogger<SnapshotCache> log)
{
    private const int MostEntries = 20_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Usable = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, Entry> _entries = new();

    /// <returns>Null when nothing usable is known.</returns>
    public async ValueTask<AuthorizationSnapshot?> GetAsync(TokenIdentity identity, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_entries.TryGetValue(identity.SessionId, out var entry) && entry.Matches(identity))
        {
            if (now - entry.At < Fresh)
            {
                return entry.Snapshot;
            }
        }
        else
        {
            entry = null;
        }

        try
        {
            var asked = await authorization().SnapshotAsync(identity, ct);
            Remember(identity, asked, now);
            return asked;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.AuthorizationUnreachable(exception);
            return entry is not null && now - entry.At < Usable ? entry.Snapshot : null;
        }
    }

    private void Remember(TokenIdentity identity, AuthorizationSnapshot snapshot, DateTimeOffset now)
    {
        if (_entries.Count > MostEntries)
        {
            foreach (var (session, old) in _entries)
            {
                if (now - old.At > Usable)
                {
                    _entries.TryRemove(session, out _);
                }
            }
        }

        _entries[identity.SessionId] = new Entry(identity, snapshot, now);
    }

    private sealed record Entry(TokenIdentity Identity, AuthorizationSnapshot Snapshot, DateTimeOffset At)
    {
        // Another access token of the session may name another agency or other roles.
        public bool Matches(TokenIdentity identity) =>
            Identity.UserId == identity.UserId
            && Identity.AgencyId == identity.AgencyId
            && Identity.Roles.SequenceEqual(identity.Roles);
    }
}
