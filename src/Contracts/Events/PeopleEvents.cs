namespace DigitalDocs.Contracts.Events;

public sealed record UserRegistered(Guid UserId, Guid? Agency) : IEvent
{
    public static string EventType => "user.registered.v1";

    public string Subject => UserId.ToString();

    public Guid? AgencyId => Agency;
}

public sealed record UserDeactivated(Guid UserId, Guid? Agency) : IEvent
{
    public static string EventType => "user.deactivated.v1";

    public string Subject => UserId.ToString();

    public Guid? AgencyId => Agency;
}

public sealed record AgencyCreated(Guid Agency, string Name) : IEvent
{
    public static string EventType => "agency.created.v1";

    public string Subject => Agency.ToString();

    public Guid? AgencyId => Agency;
}

/// <summary>A user joined an agency, left it (no roles) or has other roles there.</summary>
public sealed record MembershipChanged(Guid UserId, Guid Agency, IReadOnlyList<string> Roles, bool Active) : IEvent
{
    public static string EventType => "membership.changed.v1";

    public string Subject => UserId.ToString();

    public Guid? AgencyId => Agency;
}

/// <summary>A sign-in session is over: its access tokens are refused from now on.</summary>
public sealed record SessionEnded(Guid SessionId, Guid UserId, Guid Agency) : IEvent
{
    public static string EventType => "session.ended.v1";

    public string Subject => SessionId.ToString();

    public Guid? AgencyId => Agency;
}
