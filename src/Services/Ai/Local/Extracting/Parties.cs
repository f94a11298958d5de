using System.Text.RegularExpressions;
using DigitalDocs.Ai.Local.Values;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>Who made the document with whom.</summary>
internal static class Parties
{
    private static readonly FieldRule Party = new("party", FieldTypes.Party, "name", null, true, [], []);

    private static readonly Regex Conveyance = Patterns.Of(
        @"\b(?:hereby\s+)?(?:grants?\b|grant\(s\)|conveys?\s+and\s+warrants?|quitclaims?|remises?,|does\s+hereby\s+(?:grant|convey|remise)|hereby\s+(?:grants?|conveys?))");

    private static readonly Regex To = Patterns.Of(@"\bto:?\s+(?:the\s+)?(?:grantees?,?:?\s+)?");

    private static readonly Regex Received = Patterns.Of(@"\b(?:acknowledged|consideration|grantors?(?:\(s\))?|undersigned)[,:]?\s*");

    private static readonly (string Role, string[] Labels)[] LeaseLabels =
    [
        ("landlord", ["landlord", "lessor", "owner", "landlord name", "landlord s", "lessor s", "landlord lessor"]),
        ("tenant", ["tenant", "lessee", "resident", "tenants", "residents", "tenant s", "lessee s", "tenant name", "lessees"]),
    ];

    private static readonly (string Role, string[] Labels)[] SaleLabels =
    [
        ("buyer", ["buyer", "buyers", "purchaser", "buyer s", "buyer name"]),
        ("seller", ["seller", "sellers", "seller s", "vendor"]),
    ];

    private static readonly (string Role, string[] Labels)[] NoteLabels =
    [
        ("borrower", ["borrower", "maker", "borrowers", "borrower name"]),
        ("lender", ["lender", "holder", "payee", "note holder"]),
    ];

    /// <summary>Parties of an agreement: from its preamble, else from labels.</summary>
    public static IEnumerable<FieldValue> Of(Reading reading)
    {
        var named = PreambleReader.Read(reading.View.Text);
        if (named.Count == 0 && reading.ClassCode == "contract")
        {
            return Distinct(DefinedParties.Read(reading.View.Text)
                .Select(n => reading.Value(Party, n with { Value = PartyNames.Party(n.Value.GetValue<string>(), null) }, 0.55)));
        }

        if (named.Count(p => p.Role is not null) >= 2 || reading.ClassCode == "contract")
        {
            return Distinct(named.Select(p => reading.Value(Party, With(p), p.Role is null ? 0.7 : 0.82)));
        }

        var labelled = Labelled(reading).ToList();
        return Distinct(labelled.Count > 0 ? labelled : named.Select(p => reading.Value(Party, With(p), 0.6)));
    }

    /// <summary>A deed's grantor and grantee where no label names them.</summary>
    public static IReadOnlyList<FieldValue> Complete(Reading reading, List<FieldValue> fields)
    {
        if (reading.ClassCode is not ("deed" or "assignment") || fields.Any(f => f.Name is "grantor") && fields.Any(f => f.Name is "grantee"))
        {
            return fields;
        }

        var named = PreambleReader.Read(reading.View.Text);
        foreach (var (name, from, to) in ((string, string, string)[])[("grantor", "grantor", "assignor"), ("grantee", "grantee", "assignee")])
        {
            if (fields.Any(f => f.Name == name) || FieldSchema.Of(reading.ClassCode).FirstOrDefault(r => r.Name == name) is not { } rule)
            {
                continue;
            }

            var written = named.Where(p => p.Role == from || p.Role == to).Select(p => p.Name).ToList();
            var found = written.Count > 0 ? written : Conveyed(reading.View.Head(12_000), name == "grantor");
            fields.AddRange(found.Take(4).Select(f => reading.Value(rule, f, 0.75)));
        }

        return fields;
    }

    private static List<Found> Conveyed(string text, bool grantor)
    {
        foreach (Match verb in Conveyance.Matches(text))
        {
            var from = Math.Max(0, verb.Index - 300);
            var at = grantor
                ? Received.Matches(text[from..verb.Index]).LastOrDefault() is { } lead ? from + lead.Index + lead.Length : -1
                : To.Match(text, verb.Index, Math.Min(text.Length - verb.Index, 260)) is { Success: true } to ? to.Index + to.Length : -1;
            if (at >= 0 && Shapes.In("name", text[at..Math.Min(text.Length, at + 200)]) is { Count: > 0 } names)
            {
                return [.. names.Select(n => n.Shifted(at))];
            }
        }

        return [];
    }

    private static IEnumerable<FieldValue> Labelled(Reading reading)
    {
        var roles = reading.ClassCode switch
        {
            "lease" => LeaseLabels,
            "promissoryNote" => NoteLabels,
            _ => SaleLabels,
        };
        foreach (var (role, labels) in roles)
        {
            var best = reading.View.Pages.Take(6)
                .SelectMany(page => labels.SelectMany(label => LabelReader.Passages(page, label, manyLines: false)))
                .Select(p => (Passage: p, Names: Shapes.In("name", p.Text)))
                .Where(p => p.Names.Count > 0)
                .OrderByDescending(p => p.Passage.Weight - (0.05 * p.Passage.Page.Page))
                .FirstOrDefault();
            foreach (var name in best.Names ?? [])
            {
                var named = name with { Value = PartyNames.Party(name.Value.GetValue<string>(), role) };
                yield return reading.Value(Party, named, best.Passage.Page, best.Passage.WordsOf(name), best.Passage.Weight * 0.9);
            }
        }
    }

    private static Found With(NamedParty party) =>
        party.Name with { Value = PartyNames.Party(party.Name.Value.GetValue<string>(), party.Role) };

    private static IEnumerable<FieldValue> Distinct(IEnumerable<FieldValue> parties) =>
        parties.DistinctBy(p => PartyNames.Bare((string?)p.Value?["name"] ?? ""));
}
