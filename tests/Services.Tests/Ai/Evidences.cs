using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Ocr;

namespace DigitalDocs.Services.Tests.Ai;

internal static class Evidences
{
    /// <summary>Every quote stands on its page, and its box lies around the quoted words and no other line.</summary>
    public static void ShouldStandOnTheirPages(this IEnumerable<FieldValue> fields, DocumentText text)
    {
        foreach (var evidence in fields.SelectMany(f => f.Evidence))
        {
            var page = text.Pages.Single(p => p.Page == evidence.Page);
            page.Text.ShouldContain(evidence.Quote);
            var inside = page.Words.Where(w => Inside(w.Box, evidence.Box)).Select(w => w.Text).ToList();
            foreach (var word in evidence.Quote.Split(' '))
            {
                inside.ShouldContain(word);
            }
        }
    }

    private static bool Inside(double[] word, double[] box) =>
        word[0] >= box[0] - 1e-4 && word[1] >= box[1] - 1e-4
        && word[0] + word[2] <= box[0] + box[2] + 1e-4 && word[1] + word[3] <= box[1] + box[3] + 1e-4;
}
