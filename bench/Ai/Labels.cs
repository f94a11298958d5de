namespace DigitalDocs.AiBench;

/// <summary>The class codes that are right for each labelled document: by folder, as the sets name their kinds.</summary>
internal static class Labels
{
    private static readonly (string Folder, string Codes)[] Folders =
    [
        ("Bank Statements", "bankStatement"), ("Pay Stubs", "payStub"), ("Verifications of Employment", "verification"),
        ("Verification of Assets", "verification"), ("Policy Declaration", "insurancePolicy"),
        ("ACORD Forms", "insurancePolicy form"), ("Loss Runs", "insurancePolicy form"), ("1040s", "taxForm"),
        ("W2s", "taxForm"), ("4868s", "taxForm"), ("941s", "taxForm"), ("1120s", "taxForm"), ("/MLS/", "mlsSheet"),
        ("Closing Disclosures", "closingDisclosure"), ("Driver License", "identityDocument"),
        ("Utility Bills", "utilityBill"), ("Invoices", "invoice"), ("Credit Card Statements", "bankStatement"),
        ("Balance Sheets", "other form"), ("EOBs", "other form insurancePolicy"), ("CMS 1500", "form other insurancePolicy"),
        ("Resumes", "other"), ("Retirement", "bankStatement other"), ("Rate Confirmations", "other invoice contract"),
        ("Rent Roll", "rentRoll"), ("blog_rent_roll", "rentRoll"), ("cuad/", "contract"), ("kleister-nda/", "contract"),
        ("leases/", "lease"), ("lease", "lease"), ("appraisal-forms", "appraisal form"), ("closing/irs", "taxForm"),
        ("Form 1099", "taxForm"), ("Form W-2", "taxForm"), ("closing-disclosure", "closingDisclosure"),
        ("loan-estimate", "loanEstimate"), ("loan_estimate", "loanEstimate"), ("1003", "loanApplication"),
    ];

    public static IEnumerable<(string File, HashSet<string> Codes)> Of(string root)
    {
        foreach (var file in Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(root, file).Replace('\\', '/');
            if (Folders.FirstOrDefault(f => name.Contains(f.Folder, StringComparison.Ordinal)) is { Codes: { } codes })
            {
                yield return (file, [.. codes.Split(' ')]);
            }
        }
    }
}
