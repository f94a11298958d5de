namespace DigitalDocs.Contracts.Authorization;

/// <summary>Names of the built-in roles.</summary>
public static class RoleNames
{
    public const string PlatformAdmin = "platformAdmin";
    public const string AgencyAdmin = "agencyAdmin";
    public const string Broker = "broker";
    public const string Agent = "agent";
    public const string Assistant = "assistant";
    public const string EscrowOfficer = "escrowOfficer";
    public const string Coordinator = "coordinator";
    public const string Marketing = "marketing";
    public const string Auditor = "auditor";
    public const string Client = "client";

    public static readonly IReadOnlyList<string> All =
    [
        PlatformAdmin, AgencyAdmin, Broker, Agent, Assistant, EscrowOfficer, Coordinator, Marketing, Auditor, Client,
    ];
}
