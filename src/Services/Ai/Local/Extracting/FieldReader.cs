using System.Text.Json.Nodes;
using DigitalDocs.Ai.Local.Reading;
using DigitalDocs.Ai.Local.Values;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>Reads the fields of a class, each with the place it was read from.</summary>
internal static class FieldReader
{
    /// <summary>Forms say what they have to say on their first pages.</summary>
    private const int LabelPages = 12;
    private const int PatternReach = 60_000;
    private const double Plain = 0.9;
    private const int LongestText = 2_000_000;

    public static IReadOnlyList<FieldValue> Read(DocumentView view, string classCode, string model)
    {
        var reading = new Reading(view, classCode, model);
        var fields = new List<FieldValue>();
        if (FieldSchema.HasParties(classCode))
        {
            fields.AddRange(Parties.Of(reading));
        }

        foreach (var rule in FieldSchema.Of(classCode))
        {
            fields.AddRange(Special(reading, rule) ?? Labelled(reading, rule) ?? Written(reading, rule) ?? Letterhead.Read(reading, rule) ?? []);
        }

        return Parties.Complete(reading, fields);
    }

    private static readonly FieldRule Town = new(
        "address", FieldTypes.String, "line", null, false,
        ["city state and zip code", "city or town state and zip code", "city town or post office state and zip code", "city town state and zip code", "city state zip"], []);

    private static IReadOnlyList<FieldValue>? Special(Reading reading, FieldRule rule)
    {
        var text = reading.View.Text.Length > LongestText ? reading.View.Text[..LongestText] : reading.View.Text;
        var found = rule.Shape switch
        {
            "governingLaw" => (GoverningLawReader.Read(text), 0.9),
            "agreementTerm" => (TermReader.Read(text), 0.62),
            "agreementDate" => AgreementDates.Agreed(text),
            "effectiveDate" => AgreementDates.EffectiveFrom(text),
            "merchant" => (null, 0),
            _ => ((Found?)null, 0.0),
        };
        if (found.Item1 is { } value)
        {
            // A date that may be anybody's gives way to one with a label of its own; a note names its maturity, too.
            var labelled = (found.Item2 < Plain || reading.ClassCode == "promissoryNote") && rule.Labels.Count > 0 ? Labelled(reading, rule) : null;
            return labelled ?? [reading.Value(rule, value, found.Item2)];
        }

        return rule.Shape switch
        {
            "merchant" => ReceiptReader.Merchant(reading, rule),
            "merchantAddress" => ReceiptReader.Address(reading, rule),
            "receiptTotal" => ReceiptReader.Total(reading, rule),
            "receiptDate" => ReceiptReader.Date(reading, rule),
            "appraisalAddress" => FormAddress.Read(reading, rule),
            "streetAndTown" => FormAddress.OfTwoLabels(Labelled(reading, rule), Labelled(reading, Town)),
            _ => null,
        };
    }

    private static IReadOnlyList<FieldValue>? Labelled(Reading reading, FieldRule rule)
    {
        (Passage Passage, IReadOnlyList<Found> Found, double Score)? best = null;
        var manyLines = rule.Shape is "address" or "legal" or "appraisalAddress";
        for (var l = 0; l < rule.Labels.Count; l++)
        {
            foreach (var page in reading.View.Pages.Take(LabelPages))
            {
                foreach (var passage in LabelReader.Passages(page, rule.Labels[l], manyLines))
                {
                    var score = passage.Weight - (0.015 * l) - (0.02 * (page.Page - 1));
                    if (score > (best?.Score ?? 0.3) && Shapes.In(rule.Shape, passage.Text) is { Count: > 0 } found
                        && !(rule.Shape is "name" or "line" or "streetAndTown" && FieldSchema.IsLabel(passage.Text)))
                    {
                        best = (passage, found, score);
                    }
                }
            }
        }

        return best is not { } b
            ? null
            : [.. b.Found.Take(rule.Repeats ? 4 : 1).Select(f =>
                reading.Value(rule, f, b.Passage.Page, b.Passage.WordsOf(f), Math.Min(0.95, b.Passage.Weight)))];
    }

    // "(Rev. March 2024)" says how old the form is, not which year it is about.
    private static bool IsRevision(string before) => before.Contains("Rev", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<FieldValue>? Written(Reading reading, FieldRule rule)
    {
        var text = reading.View.Head(PatternReach);
        foreach (var pattern in rule.Patterns)
        {
            for (var match = pattern.Match(text); match.Success; match = match.NextMatch())
            {
                var group = match.Groups["v"];
                if (Shapes.In(rule.Shape, group.Value) is { Count: > 0 } found && found[0].Start < 25
                    && !(rule.Shape == "year" && IsRevision(text[Math.Max(0, group.Index - 20)..group.Index])))
                {
                    return [.. found.Take(rule.Repeats ? 4 : 1).Select(f => reading.Value(rule, f.Shifted(group.Index), 0.72))];
                }
            }
        }

        return null;
    }
}

/// <summary>What is being read, and how a find becomes a field.</summary>
internal sealed record Reading(DocumentView View, string ClassCode, string Model)
{
    /// <summary>A find in the running text of the whole document.</summary>
    public FieldValue Value(FieldRule rule, Found found, double confidence)
    {
        var raw = View.Text.Substring(found.Start, found.Length);
        var read = View.ConfidenceOf(found.Start, found.Length);
        return Of(rule, found, raw, View.EvidenceOf(found.Start, found.Length), confidence * read);
    }

    /// <summary>A find in words of one page.</summary>
    public FieldValue Value(FieldRule rule, Found found, PageView page, IReadOnlyList<int> words, double confidence)
    {
        var raw = page.TextOf(words);
        return Of(rule, found, raw, page.EvidenceOf(words), confidence * page.ConfidenceOf(words));
    }

    private FieldValue Of(FieldRule rule, Found found, string raw, IReadOnlyList<Evidence> evidence, double confidence) => new(
        rule.Name,
        rule.Type,
        Normalised(rule, found.Value),
        raw.ReplaceLineEndings(" "),
        Math.Round(evidence.Count == 0 ? Math.Min(0.4, confidence) : confidence, 3),
        "ai",
        Model,
        evidence);

    private static JsonNode? Normalised(FieldRule rule, JsonNode value) => rule.Type switch
    {
        FieldTypes.Party when value is JsonValue name => PartyNames.Party(name.GetValue<string>(), rule.Role),
        FieldTypes.Text when value is JsonValue text => JsonValue.Create(text.GetValue<string>().ReplaceLineEndings(" ")),
        _ => value.DeepClone(),
    };
}
