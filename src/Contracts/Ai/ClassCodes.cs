namespace DigitalDocs.Contracts.Ai;

/// <summary>The closed taxonomy of documents.</summary>
public static class ClassCodes
{
    /// <summary>Every code, in the order in which people are shown them.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "purchaseAgreement", "addendum", "disclosure", "inspectionReport", "appraisal", "survey", "hoaDocument",
        "titleCommitment", "titlePolicy", "deed", "deedOfTrust", "promissoryNote", "assignment",
        "loanApplication", "loanEstimate", "closingDisclosure", "settlementStatement", "payoffLetter",
        "wireInstructions", "powerOfAttorney", "affidavit", "taxForm", "identityDocument", "insurancePolicy",
        "bankStatement", "payStub", "verification", "rentRoll", "lease", "mlsSheet", "invoice", "receipt",
        "utilityBill", "courtFiling", "correspondence", "contract", "form", "other",
    ];
}
