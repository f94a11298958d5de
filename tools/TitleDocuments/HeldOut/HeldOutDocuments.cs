namespace DigitalDocs.TitleDocuments.HeldOut;

/// <summary>A document of the second family, with its truth.</summary>
internal sealed record HeldOutDocument(string Name, string ClassCode, Paper Paper, IReadOnlyList<(string Field, string Value)> Truth);

/// <summary>
/// A second family of title documents, to measure with, never to tune for: layouts, fonts, wording and noise are other
/// than those of the demo documents.
/// </summary>
internal static class HeldOutDocuments
{
    private static readonly (string Name, string Class, Action<Sketch> Draw)[] Kinds =
    [
        ("deed", "deed", ClosingPapers.Deed), ("mortgage", "deedOfTrust", ClosingPapers.Mortgage), ("note", "promissoryNote", ClosingPapers.Note),
        ("settlement", "settlementStatement", ClosingPapers.Settlement), ("commitment", "titleCommitment", ClosingPapers.Commitment),
        ("cd", "closingDisclosure", LoanPapers.ClosingDisclosure), ("le", "loanEstimate", LoanPapers.LoanEstimate),
        ("appraisal", "appraisal", LoanPapers.Appraisal), ("bank", "bankStatement", LoanPapers.Bank), ("pay", "payStub", LoanPapers.Pay),
        ("tax", "taxForm", LoanPapers.Tax), ("purchase", "purchaseAgreement", OtherPapers.Purchase), ("lease", "lease", OtherPapers.Lease),
        ("policy", "insurancePolicy", OtherPapers.Policy), ("invoice", "invoice", OtherPapers.Invoice), ("receipt", "receipt", OtherPapers.Receipt),
        ("stranger", "other", OtherPapers.Stranger), ("blank", "taxForm", OtherPapers.Blank),
    ];

    public static IEnumerable<HeldOutDocument> Make(int seed, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (name, code, draw) = Kinds[i % Kinds.Length];
            var sketch = new Sketch(unchecked((seed * 7919) + (i * 104_729)));
            draw(sketch);
            sketch.EndRow();
            yield return new HeldOutDocument($"{name}-{i / Kinds.Length:00}", code, sketch.Paper, sketch.Truth);
        }
    }
}
