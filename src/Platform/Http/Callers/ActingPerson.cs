namespace DigitalDocs.Platform.Http;

/// <summary>
/// Lets work that was put off act as the person who ordered it: what they may see and do then is what they may now, not
/// what a service may.
/// </summary>
public sealed class ActingPerson
{
    private readonly Func<AuthorizationClient> _authorization;
    private readonly TimeProvider _clock;

    internal ActingPerson(Func<AuthorizationClient> authorization, TimeProvider clock)
    {
        _authorization = authorization;
        _clock = clock;
    }

    /// <summary>Turns the caller of an event handler into the person.</summary>
    /// <param name="caller">Acts for the person's agency already.</param>
    /// <param name="roles">What the person was when the work was ordered.</param>
    /// <returns>False when the person is no longer active in the agency; the caller then stays what it was.</returns>
    /// <exception cref="HttpRequestException">Permissions cannot be asked right now.</exception>
    public async Task<bool> BecomeAsync(
        Caller caller, Guid userId, string name, IReadOnlyList<string> roles, CancellationToken ct)
    {
        var identity = new TokenIdentity(userId, caller.AgencyId, Guid.Empty, name, roles, _clock.GetUtcNow());
        var snapshot = await _authorization().SnapshotAsync(identity, ct);
        if (!snapshot.Active && !snapshot.Roles.ToHashSet().SetEquals(roles))
        {
            // A token of former roles is refused, but this is no token: the person may have other roles by now.
            identity = identity with { Roles = snapshot.Roles };
            snapshot = await _authorization().SnapshotAsync(identity, ct);
        }

        if (!snapshot.Active)
        {
            return false;
        }

        caller.Become(identity, snapshot);
        return true;
    }
}
