using DigitalDocs.Web.Components;

namespace DigitalDocs.Web.Pages.Admin;

internal static class DeadLetterTexts
{
    public static readonly IReadOnlyList<string> States = ["dead", "replaying", "replayed", "discarded"];

    public static string Title => "Failed work";

    public static string Intro =>
        "Steps that were tried several times and did not succeed. Nothing is lost: fix the cause, then have them done again.";

    public static string None => "Nothing waits for you";

    public static string NoneText => "Everything that was begun was finished. When a step fails for good, it shows up here.";

    public static string NoneFound => "Nothing matches";

    public static string NoneFoundText => "Change the filters to see more.";

    public static string TryAgain => "Try again";

    public static string Correct => "Correct and try again";

    public static string PutAside => "Put aside";

    public static string TryAll(int count) => count == 1 ? "Try it again" : $"Try all {count} again";

    public static string Waiting(int count) => count == 1 ? "1 waits" : $"{count} wait";

    public static string Unavailable(IEnumerable<string> services) =>
        $"Not answering right now: {string.Join(", ", services)}. Their failed work is not shown.";

    public static string State(string state) => state switch
    {
        "dead" => "Waits for you",
        "replaying" => "Being tried again",
        "replayed" => "Done",
        "discarded" => "Put aside",
        _ => state,
    };

    /// <summary><c>documents.WhenOcrCompleted</c> becomes "Documents, when ocr completed".</summary>
    public static string Step(string handler)
    {
        var parts = handler.Split('.', 2);
        return parts.Length < 2 || parts[1].Length == 0
            ? handler
            : $"{Format.Words(parts[0])}: {Format.Words(char.ToLowerInvariant(parts[1][0]) + parts[1][1..]).ToLowerInvariant()}";
    }
}
