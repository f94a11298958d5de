namespace DigitalDocs.Contracts.Authorization;

/// <summary>Every named permission. A role is a list of these; default is no.</summary>
public static class Permissions
{
    /// <summary>Sees every record of the agency, not only own ones and those granted.</summary>
    public const string RecordsAll = "records.all";

    public const string DocumentsView = "documents.view";
    public const string DocumentsDownload = "documents.download";
    public const string DocumentsCreate = "documents.create";
    public const string DocumentsEdit = "documents.edit";
    public const string DocumentsShare = "documents.share";
    public const string DocumentsDelete = "documents.delete";
    public const string TransactionsView = "transactions.view";
    public const string TransactionsEdit = "transactions.edit";
    public const string SearchUse = "search.use";
    public const string SearchManage = "search.manage";
    public const string OcrUse = "ocr.use";
    public const string AiUse = "ai.use";
    public const string AiLedger = "ai.ledger";
    public const string UsersView = "users.view";
    public const string UsersEditOwn = "users.edit-own";
    public const string UsersManage = "users.manage";
    public const string AgencyView = "agency.view";
    public const string AgencyManage = "agency.manage";
    public const string AgenciesCreate = "agencies.create";
    public const string RolesManage = "roles.manage";
    public const string AuthorizationExplain = "authorization.explain";
    public const string AuditView = "audit.view";
    public const string DeadLettersView = "dead-letters.view";
    public const string DeadLettersManage = "dead-letters.manage";

    /// <summary>Failed messages of every agency and of the installation itself; together with view or manage.</summary>
    public const string DeadLettersAll = "dead-letters.all";

    public const string StorageUsage = "storage.usage";
    public const string StorageManage = "storage.manage";

    /// <summary>Signed in, nothing more: what every user may do with their own account.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Only another service of this installation, never a person.</summary>
    public const string Internal = "internal";
}
