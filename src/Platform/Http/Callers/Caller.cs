using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Http.Idempotency;

namespace DigitalDocs.Platform.Http;

/// <summary>
/// Who acts: filled from the token of the request, or from the event being handled. Injected wherever a decision or
/// a record of who did something is needed.
/// </summary>
public sealed class Caller
{
    private AuthorizationSnapshot? _snapshot;
    private HashSet<string> _permissions = [];

    /// <summary>The user; empty when nobody is signed in or a service acts by itself.</summary>
    public Guid UserId { get; private set; }

    /// <summary>The one agency the caller acts in; empty for nobody.</summary>
    public Guid AgencyId { get; private set; }

    public Guid SessionId { get; private set; }

    public string Name { get; private set; } = "";

    public IReadOnlyList<string> Roles { get; private set; } = [];

    /// <summary>True when another service of this installation calls, or an event is handled.</summary>
    public bool IsService { get; private set; }

    /// <summary>The token that was shown; null for services.</summary>
    internal TokenIdentity? Identity { get; private set; }

    /// <summary>Where the request came from; null for events.</summary>
    public string? Address { get; internal set; }

    /// <summary>The request that is repeated safely; null for every other.</summary>
    internal RunningRequest? Running { get; set; }

    public bool IsSignedIn => UserId != Guid.Empty;

    /// <summary>How the journal names the caller: an id, never a name.</summary>
    public string Actor => UserId != Guid.Empty ? $"user:{UserId}" : IsService ? $"service:{Name}" : "anonymous";

    public IReadOnlyCollection<string> AllPermissions => _permissions;

    /// <summary>What the caller may see of documents.</summary>
    public Visibility Visibility { get; private set; } = Visibility.None;

    /// <summary>Whether one of the caller's roles carries the permission.</summary>
    public bool May(string permission) => permission switch
    {
        Permissions.SignedIn => IsSignedIn,
        Permissions.Internal => IsService,
        _ => _permissions.Contains(permission),
    };

    /// <summary>Whether a direct grant on the document or its transaction carries the permission.</summary>
    public bool IsGranted(string permission, Guid documentId, Guid? transactionId)
    {
        return _snapshot?.Grants.Any(Covers) ?? false;

        bool Covers(GrantDto grant) =>
            grant.Permissions.Contains(permission)
            && (grant.Kind == "document" ? grant.ResourceId == documentId : grant.ResourceId == transactionId);
    }

    /// <summary>A person with a checked token and what they may do right now.</summary>
    internal void Become(TokenIdentity identity, AuthorizationSnapshot snapshot)
    {
        IsService = false;
        Identity = identity;
        UserId = identity.UserId;
        AgencyId = identity.AgencyId;
        SessionId = identity.SessionId;
        Name = identity.Name;
        Roles = snapshot.Roles;
        _snapshot = snapshot;
        _permissions = [.. snapshot.Permissions];
        Visibility = Visibility.Of(snapshot);
    }

    /// <summary>A service acting for an agency: an event handler, a job, or an internal call.</summary>
    public void BecomeService(string service, Guid agencyId, Guid onBehalfOf = default)
    {
        IsService = true;
        Name = service;
        AgencyId = agencyId;
        UserId = onBehalfOf;
        Visibility = Visibility.Everything;
    }
}
