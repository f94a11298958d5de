using DigitalDocs.Contracts.Authorization;
using static DigitalDocs.Contracts.Authorization.Permissions;

namespace DigitalDocs.Authorization;

/// <summary>The roles that come with the product, as data.</summary>
internal static class BuiltInRoles
{
    private static readonly string[] Everyone = [UsersEditOwn, AgencyView];

    private static readonly string[] Reading =
        [DocumentsView, DocumentsDownload, TransactionsView, SearchUse];

    private static readonly string[] Working =
    [
        .. Everyone, .. Reading,
        DocumentsCreate, DocumentsEdit, DocumentsShare, TransactionsEdit, OcrUse, AiUse, UsersView,
    ];

    /// <summary>Every built-in role with its permissions, in the order that people are shown.</summary>
    public static readonly IReadOnlyList<RoleDto> All =
    [
        // Runs the installation; has no business in anybody's documents.
        Role(RoleNames.PlatformAdmin, "Runs the installation: agencies, failed messages. Sees no documents.",
            [
                .. Everyone, AgenciesCreate, DeadLettersView, DeadLettersManage, DeadLettersAll, StorageUsage, StorageManage,
                UsersView,
            ]),
        Role(RoleNames.AgencyAdmin, "Administers an agency and sees all of its records.",
            [
                .. Working, RecordsAll, DocumentsDelete, SearchManage, AiLedger, UsersManage, AgencyManage, RolesManage,
                AuthorizationExplain, AuditView, StorageUsage, StorageManage, DeadLettersView, DeadLettersManage,
            ]),
        Role(RoleNames.Broker, "Answers for the agency's business: all records, who did what.",
            [.. Working, RecordsAll, DocumentsDelete, AiLedger, AuthorizationExplain, AuditView, StorageUsage]),
        Role(RoleNames.Agent, "Works on their own closing files and those shared with them.",
            [.. Working, DocumentsDelete]),
        Role(RoleNames.Assistant, "Helps on closing files that are shared with them.", Working),
        Role(RoleNames.EscrowOfficer, "Closes files: works on all records of the agency.",
            [.. Working, RecordsAll, DocumentsDelete, AuditView]),
        Role(RoleNames.Coordinator, "Keeps closings on time: works on all records of the agency.",
            [.. Working, RecordsAll, DocumentsDelete]),
        Role(RoleNames.Marketing, "Keeps in touch with contacts; sees only documents shared with them.",
            [.. Everyone, DocumentsView, SearchUse, UsersView]),
        Role(RoleNames.Auditor, "Reads everything, the journal too, and changes nothing.",
            [
                .. Everyone, .. Reading, RecordsAll, AuditView, AuthorizationExplain, AiLedger, StorageUsage, UsersView,
                DeadLettersView,
            ]),
        Role(RoleNames.Client, "A buyer or seller: sees what is shared with them.",
            [UsersEditOwn, .. Reading]),
    ];

    private static readonly Dictionary<string, RoleDto> ByName = All.ToDictionary(role => role.Name);

    /// <summary>Union of the permissions of some roles; names that nobody knows carry none.</summary>
    public static IReadOnlyList<string> PermissionsOf(IEnumerable<string> roles) =>
        [.. roles.SelectMany(role => ByName.TryGetValue(role, out var known) ? known.Permissions : []).Distinct()];

    /// <summary>The first of some roles that carries a permission.</summary>
    public static string? RoleWith(IEnumerable<string> roles, string permission) =>
        roles.FirstOrDefault(role => ByName.TryGetValue(role, out var known) && known.Permissions.Contains(permission));

    private static RoleDto Role(string name, string description, string[] permissions) =>
        new(name, description, true, [.. permissions.Order(StringComparer.Ordinal)]);
}
