using DigitalDocs.Ai.Local.Classifying;
using DigitalDocs.Ai.Local.Extracting;
using DigitalDocs.Contracts.Ai;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DigitalDocs.Ai;

internal static class Taxonomy
{
    private static readonly TaxonomyDto All = new([.. ClassCodes.All.Select(code => new TaxonomyClass(
        code,
        [.. ClassRules.Shared.Rules.Where(r => r.Class == code && r.Subclass is not null).Select(r => r.Subclass!).Distinct()],
        FieldsOf(code)))]);

    public static Ok<TaxonomyDto> Handle() => TypedResults.Ok(All);

    /// <summary>The parties of agreements are read from their preamble, without a rule of their own.</summary>
    public static IReadOnlyList<TaxonomyField> FieldsOf(string code)
    {
        var fields = FieldSchema.Of(code).Select(f => new TaxonomyField(f.Name, f.Type, f.Repeats));
        return FieldSchema.HasParties(code) ? [new TaxonomyField("party", FieldTypes.Party, true), .. fields] : [.. fields];
    }
}
