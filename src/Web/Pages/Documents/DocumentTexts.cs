namespace DigitalDocs.Web.Pages.Documents;

internal static class DocumentTexts
{
    public static string Title => "Documents";

    public static string AnyClass => "Any kind";

    public static string AnyState => "Any state";

    public static string AnyTransaction => "Any transaction";

    public static string Class => "Kind";

    public static string State => "State";

    public static string Transaction => "Transaction";

    public static string NoneYet => "No documents yet";

    public static string NoneYetText =>
        "Drop files or whole folders anywhere on this window. They are stored safely at once, then read and sorted.";

    public static string NoneSharedText => "Documents that are shared with you appear here.";

    public static string NoneMatch => "Nothing matches";

    public static string NoneMatchText => "No document fits these filters.";

    public static string ClearFilters => "Clear filters";

    public static string Fields => "Fields";

    public static string Text => "Text";

    public static string Details => "Details";

    public static string Versions => "Versions";

    public static string Journal => "Journal";

    public static string Share => "Share";

    public static string Download => "Download";

    public static string NoFields => "No fields were read";

    public static string NoFieldsReading => "The fields appear here as soon as the document is read.";

    public static string NoFieldsDone => "Nothing was recognised in this kind of document. You can add what you need.";

    public static string AddField => "Add a field";

    public static string NoPages => "No page images";

    public static string NoPagesText => "This format is not shown as pages. Download it to open it in its own program.";

    public static string NoPagesYetText => "The pages appear here in a moment.";

    public static string NoText => "No text";

    public static string NoTextText => "Nothing readable was found in this document.";

    public static string Saved => "Saved";

    public static string ByPerson => "Set by a person";

    public static string Deleted(string name) => $"“{name}” went to the trash";

    public static string Trash => "Trash";

    public static string TrashText => "Deleted documents stay here for a while, and can be put back until they go for good.";

    public static string TrashEmpty => "The trash is empty";

    public static string TrashEmptyText => "What you delete comes here first, so that it can be put back.";

    public static string Restore => "Put back";

    public static string MoreSummary => "Whole summary";

    public static string LessSummary => "Shorter";

    public static string Undo => "Undo";

    public static string Restored(string name) => $"“{name}” is back among the documents";
}
