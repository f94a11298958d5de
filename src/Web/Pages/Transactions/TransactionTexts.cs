using DigitalDocs.Web.Components;

namespace DigitalDocs.Web.Pages.Transactions;

internal static class TransactionTexts
{
    public static string Title => "Transactions";

    public static string New => "New transaction";

    public static string Edit => "Edit transaction";

    public static string None => "No transactions yet";

    public static string NoneText => "A transaction holds a closing's property, parties, dates and documents in one place.";

    public static string Documents => "Documents";

    public static string DocumentsNone => "No documents in this file yet";

    public static string DocumentsNoneText => "Drop the closing package anywhere on this window: it goes into this transaction.";

    public static string Property => "Property and dates";

    public static string Parties => "Parties";

    public static string PartiesNone => "No parties yet.";

    public static string Members => "Team";

    public static string MembersNone => "Only you and those who see all files.";

    public static IReadOnlyList<string> Types { get; } = ["purchase", "refinance", "cash", "commercial", "listing"];

    public static IReadOnlyList<string> States { get; } = ["open", "closing", "closed", "cancelled"];

    public static IReadOnlyList<string> Roles { get; } =
        ["buyer", "seller", "buyerAgent", "listingAgent", "lender", "escrowOfficer", "titleOfficer", "attorney", "other"];

    public static string Word(string code) => Format.Words(code);
}
