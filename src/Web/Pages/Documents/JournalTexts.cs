using DigitalDocs.Contracts.Users;
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

    /// <summary>The journal keeps ids ("user:…", "service:ocr"); people are shown names.</summary>
    public static string Actor(string actor, IReadOnlyList<UserDto> users) => actor.Split(':', 2) switch
    {
        ["user", var id] => users.FirstOrDefault(user => user.Id.ToString() == id)?.Name ?? "A former colleague",
        ["link" or "share", _] => "Somebody with a link",
        ["service", _] => CommonTexts.AppName,
        _ => actor,
    };
}
