using DigitalDocs.Web.Components;

namespace DigitalDocs.Web.Pages.Documents;

internal static class JournalTexts
{
    /// <summary>"document.share-opened" becomes "Share opened".</summary>
    public static string Action(string action)
    {
        var word = action.Split('.')[^1].Replace('-', ' ').Replace('_', ' ');
        return word.Length == 0 ? action : Format.Words(word);
    }
}
