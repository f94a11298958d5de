using DigitalDocs.Contracts.Authorization;
using static DigitalDocs.Contracts.Authorization.Permissions;

namespace DigitalDocs.Authorization;

/// <summary>Every permission that a role can carry, in words.</summary>
internal static class PermissionCatalogue
{
    public static readonly IReadOnlyList<PermissionDto> All =
    [
        new(RecordsAll, "See every record of the agency, not only own and shared ones."),
        new(DocumentsView, "Open documents."),
        new(DocumentsDownload, "Download documents."),
        new(DocumentsCreate, "Upload documents."),
        new(DocumentsEdit, "Change names, classes, fields and tags of documents."),
        new(DocumentsShare, "Share documents with colleagues and by link."),
        new(DocumentsDelete, "Move documents to the trash and back."),
        new(TransactionsView, "Open closing files."),
        new(TransactionsEdit, "Create and change closing files."),
        new(SearchUse, "Search."),
        new(SearchManage, "Rebuild the search index."),
        new(OcrUse, "Have documents read again."),
        new(AiUse, "Have documents analysed."),
        new(AiLedger, "See what analysis was done and what it cost."),
        new(UsersView, "See colleagues."),
        new(UsersEditOwn, "Change the own profile."),
        new(UsersManage, "Add colleagues, change their roles, deactivate them."),
        new(AgencyView, "See the agency's details."),
        new(AgencyManage, "Change the agency's details."),
        new(AgenciesCreate, "Create agencies."),
        new(RolesManage, "Manage roles."),
        new(AuthorizationExplain, "Ask why somebody may or may not do something."),
        new(AuditView, "Read the journal of the whole agency."),
        new(DeadLettersView, "See failed messages of the agency."),
        new(DeadLettersManage, "Repeat failed messages or put them aside."),
        new(DeadLettersAll, "Look after failed messages of every agency."),
        new(StorageUsage, "See how much storage is used."),
        new(StorageManage, "Have stored files checked; see what belongs to no document."),
    ];
}
