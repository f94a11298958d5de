using System.Text.RegularExpressions;
using DigitalDocs.Ai.Local.Values;
using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Ai.Local.Extracting;

/// <summary>Who made the document with whom.</summary>
internal static class Parties
{
    /// <summary>A label is believed over the running text from here on.</summary>
    private const double Sure = 0.8;

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

    private static readonly (string Name, string[] Roles)[] Written =
    [
        ("grantor", ["grantor", "assignor", "trustor", "mortgagor", "borrower"]), ("grantee", ["grantee", "assignee"]),
        ("lender", ["lender", "beneficiary", "mortgagee"]), ("trustee", ["trustee"]),
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
        var byRole = RoleReader.Read(reading.View.Text).Where(p => IsRoleOf(reading.ClassCode, p.Role)).ToList();
        if (byRole.Count > labelled.Count)
        {
            return Distinct(byRole.Select(p => reading.Value(Party, With(p), 0.78)));
        }

        return Distinct(labelled.Count > 0 ? labelled : named.Select(p => reading.Value(Party, With(p), 0.6)));
    }

    /// <summary>A deed's grantor and grantee where no label names them.</summary>
    public static IReadOnlyList<FieldValue> Complete(Reading reading, List<FieldValue> fields)
    {
        if (reading.ClassCode is not ("deed" or "assignment" or "deedOfTrust"))
        {
            return fields;
        }

        var named = new Lazy<IReadOnlyList<NamedParty>>(
            () => [.. PreambleReader.Read(reading.View.Text), .. RoleReader.Read(reading.View.Text)]);
        foreach (var (name, roles) in Written)
        {
            if (fields.Any(f => f.Name == name && f.Confidence >= Sure) || FieldSchema.Of(reading.ClassCode).FirstOrDefault(r => r.Name == name) is not { } rule)
            {
                continue;
            }

            var written = named.Value.Where(p => roles.Contains(p.Role)).Select(p => p.Name).DistinctBy(n => n.Value.GetValue<string>()).ToList();
            var found = written.Count > 0 || name is not ("grantor" or "grantee") || reading.ClassCode == "deedOfTrust"
                ? written
                : Conveyed(reading.View.Head(12_000), name == "grantor");
            if (found.Count > 0)
            {
                fields.RemoveAll(f => f.Name == name);
                fields.AddRange(found.Take(4).Select(f => reading.Value(rule, f, 0.75)));
            }
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

    private static bool IsRoleOf(string classCode, string? role) => classCode switch
    {
        "lease" => role is "landlord" or "tenant" or "lessor" or "lessee" or "owner",
        "promissoryNote" => role is "maker" or "borrower" or "holder" or "lender" or "payee",
        _ => role is "buyer" or "seller" or "purchaser" or "vendor",
    };

    private static Found With(NamedParty party) =>
        party.Name with { Value = PartyNames.Party(party.Name.Value.GetValue<string>(), party.Role) };

    private static IEnumerable<FieldValue> Distinct(IEnumerable<FieldValue> parties) =>
        parties.DistinctBy(p => PartyNames.Bare((string?)p.Value?["name"] ?? ""));
}
