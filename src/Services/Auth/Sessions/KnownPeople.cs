using System.ComponentModel;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Broadcast;
using DigitalDocs.Platform.Http;
using Microsoft.Extensions.Caching.Hybrid;

namespace DigitalDocs.Auth.Sessions;

/// <summary>
/// Who somebody is and where they belong, for showing: at most five seconds old, and fresh at once where the news of a
/// change arrives. Sign-in and refresh ask the users service itself.
/// </summary>
internal sealed class KnownPeople : IDisposable
{
    private static readonly HybridCacheEntryOptions Briefly = new()
    {
        Expiration = TimeSpan.FromSeconds(5),
        LocalCacheExpiration = TimeSpan.FromSeconds(5),
        Flags = HybridCacheEntryFlags.DisableDistributedCache,
    };

    private readonly HybridCache _cache;
    private readonly IDisposable _listening;

    public KnownPeople(HybridCache cache, IBroadcast broadcast)
    {
        _cache = cache;
        _listening = broadcast.OnUserChanged(user => _ = ForgetAsync(user));
    }

    /// <summary>Null when there is no such user.</summary>
    public async ValueTask<SignInSubject?> SubjectAsync(Guid userId, UsersClient users, CancellationToken ct)
    {
        var known = await _cache.GetOrCreateAsync(
            Key(userId),
            (users, userId),
            static async (asked, stop) => new Known(await asked.users.SubjectAsync(asked.userId, stop)),
            Briefly,
            cancellationToken: ct);
        return known.Subject;
    }

    public void Dispose() => _listening.Dispose();

    private static string Key(Guid userId) => $"auth:person:{userId}";

    // What this process holds is gone before the first await; a shared cache, which has nothing of it, may be away.
    private async Task ForgetAsync(Guid userId) => await _cache.RemoveAsync(Key(userId));

    // Immutable: handed to every reader as it is, not copied by way of JSON.
    [ImmutableObject(true)]
    private sealed record Known(SignInSubject? Subject);
}
