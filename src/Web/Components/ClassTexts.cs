using DigitalDocs.Contracts.Ai;

namespace DigitalDocs.Web.Components;

/// <summary>Names of the kinds of documents, as the trade says them.</summary>
public static class ClassTexts
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["hoaDocument"] = "HOA document",
        ["deedOfTrust"] = "Deed of trust",
        ["mlsSheet"] = "MLS sheet",
        ["powerOfAttorney"] = "Power of attorney",
        ["verification"] = "Verification",
        ["form"] = "Government form",
        ["w9"] = "W-9",
        ["w2"] = "W-2",
        ["w8ben"] = "W-8BEN",
        ["1099misc"] = "1099-MISC",
        ["1099nec"] = "1099-NEC",
        ["1099int"] = "1099-INT",
        ["1099div"] = "1099-DIV",
        ["1099s"] = "1099-S",
        ["1040"] = "Form 1040",
    };

    public static string Name(string? code) => code switch
    {
        null => "Not classified yet",
        _ when Names.TryGetValue(code, out var name) => name,
        _ => Format.Words(code),
    };

    public static string Name(DocumentClass? documentClass) => documentClass switch
    {
        null => Name((string?)null),
        { Subclass: { } subclass } => $"{Name(documentClass.Code)} · {Name(subclass)}",
        _ => Name(documentClass.Code),
    };
}
