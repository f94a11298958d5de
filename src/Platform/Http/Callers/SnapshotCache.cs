using System.Collections.Concurrent;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Broadcast;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Http;

/// <summary>
/// What each caller may do, asked from the authorization service at most once in <see cref="Fresh"/>: so a change is
/// effective everywhere within a second, and at once where <see cref="CallerNews"/> arrives. When that service is down,
/// what was last known serves for a minute.
/// </summary>
internal sealed class SnapshotCache : IDisposable
{
    private const int MostEntries = 20_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Usable = TimeSpan.FromMinutes(1);

    // Longer than an access token lives.
    private static readonly TimeSpan EndedKept = TimeSpan.FromMinutes(20);
    private readonly ConcurrentDictionary<Guid, Entry> _entries = new();
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _ended = new();
    private readonly Func<AuthorizationClient> _authorization;
    private readonly TimeProvider _clock;
    private readonly ILogger<SnapshotCache> _log;
    private readonly IDisposable[] _listening;
    private long _news;

    public SnapshotCache(
        Func<AuthorizationClient> authorization, TimeProvider clock, IBroadcast broadcast, ILogger<SnapshotCache> log)
    {
        (_authorization, _clock, _log) = (authorization, clock, log);
        _listening = [broadcast.OnUserChanged(ForgetUser), broadcast.OnSessionEnded(EndSession)];
    }

    /// <returns>Null when nothing usable is known.</returns>
    public async ValueTask<AuthorizationSnapshot?> GetAsync(TokenIdentity identity, CancellationToken ct)
    {
        if (_ended.ContainsKey(identity.SessionId))
        {
            return new AuthorizationSnapshot(identity.UserId, identity.AgencyId, 0, false, [], [], []);
        }

        var now = _clock.GetUtcNow();
        var news = Interlocked.Read(ref _news);
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
            var asked = await _authorization().SnapshotAsync(identity, ct);
            Remember(identity, asked, now);
            if (Interlocked.Read(ref _news) != news)
            {
                // An answer given before some change must not outlive the news of it.
                _entries.TryRemove(identity.SessionId, out _);
            }

            return asked;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            _log.AuthorizationUnreachable(exception);
            return entry is not null && now - entry.At < Usable ? entry.Snapshot : null;
        }
    }

    public void Dispose() => Array.ForEach(_listening, listening => listening.Dispose());

    private void ForgetUser(Guid user)
    {
        Interlocked.Increment(ref _news);
        foreach (var (session, entry) in _entries)
        {
            if (entry.Identity.UserId == user)
            {
                _entries.TryRemove(session, out _);
            }
        }
    }

    private void EndSession(Guid session)
    {
        var now = _clock.GetUtcNow();
        _ended[session] = now;
        Interlocked.Increment(ref _news);
        _entries.TryRemove(session, out _);
        foreach (var (old, at) in _ended)
        {
            if (now - at > EndedKept)
            {
                _ended.TryRemove(old, out _);
            }
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
