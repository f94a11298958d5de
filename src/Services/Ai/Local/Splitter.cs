using DigitalDocs.Ai.Local.Classifying;
using DigitalDocs.Ai.Local.Reading;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Ai.Local;

/// <summary>Finds where a packet's documents begin: on a page whose title says plainly that it is another kind.</summary>
internal static class Splitter
{
    private const double Sure = 0.85;

    public static IReadOnlyList<DocumentPart> Split(DocumentView view, DocumentClass whole)
    {
        var pages = Math.Max(1, view.Pages.Count);
        var parts = new List<DocumentPart> { new(1, pages, new ClassGuess(whole.Code, whole.Confidence)) };
        for (var i = 1; i < view.Pages.Count; i++)
        {
            if (TitleOf(view.Pages[i]) is { } title && title.Code != parts[^1].Class.Code)
            {
                parts[^1] = parts[^1] with { ToPage = i };
                parts.Add(new DocumentPart(i + 1, pages, title));
            }
        }

        return parts;
    }

    private static ClassGuess? TitleOf(PageView page)
    {
        if (page.Words.Count < 30 || !RuleScores.HasTitle([page]))
        {
            return null;
        }

        var found = Classifier.Classify([page]);
        return found.Confidence >= Sure && found.Code is not ("other" or "form" or "correspondence" or "contract")
            ? new ClassGuess(found.Code, found.Confidence)
            : null;
    }
}
