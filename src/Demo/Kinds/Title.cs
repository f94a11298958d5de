namespace DigitalDocs.Demo.Kinds;

internal static class Title
{
    public static void Commitment(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        s.Text("American Land Title Association", small: true);
        s.Title(d.Pick("ALTA COMMITMENT FOR TITLE INSURANCE", "COMMITMENT FOR TITLE INSURANCE"));
        s.Field("Issued By", deal.Underwriter);
        d.Says("underwriter", deal.Underwriter);
        s.Title("SCHEDULE A", 1.2);
        d.Field("commitmentNumber", d.Pick("Commitment Number", "Commitment No"), deal.File);
        d.Field("propertyAddress", "Property Address", deal.Address);
        d.Date("effectiveDate", "Commitment Date", deal.Closing.AddDays(-30));
        s.Text("2. Policy to be issued: ALTA Owner's Policy");
        d.Field("proposedInsured", "Proposed Insured", deal.Buyers[0]);
        d.Money("policyAmount", "Proposed Policy Amount", deal.Price);
        s.Text($"3. The estate or interest in the Land described or referred to in this Commitment is fee simple. 4. The Title is, at the Commitment Date, vested in: {Draft.Joined(deal.Sellers)}.");
        s.Text("5. The Land is described as follows:");
        s.Text(deal.Legal + ".", 24);
        d.Says("legalDescription", deal.Legal);
        s.NextPage();
        s.Title("SCHEDULE B, PART I - Requirements", 1.2);
        s.Text("All of the following Requirements must be met: 1. Pay the agreed amount for the estate or interest to be insured. 2. Documents satisfactory to the Company must be recorded: warranty deed; deed of trust.");
        s.Title("SCHEDULE B, PART II - Exceptions", 1.2);
        s.Text("Exceptions from Coverage: 1. Rights or claims of parties in possession. 2. Easements not shown by the public records. 3. Taxes and assessments for the current year. Standard exceptions apply.");
    }

    public static void Policy(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        s.Title(d.Pick("OWNER'S POLICY OF TITLE INSURANCE", "ALTA OWNER'S POLICY OF TITLE INSURANCE"));
        s.Field("Issued By", deal.Underwriter);
        d.Says("underwriter", deal.Underwriter);
        d.Field("policyNumber", "Policy Number", $"OP-{deal.LoanId}");
        s.Text("COVERED RISKS. Subject to the exclusions from coverage, the exceptions from coverage contained in Schedule B, and the conditions, the Company insures, as of Date of Policy, against loss or damage sustained by the insured by reason of unmarketable title.");
        s.Title("SCHEDULE A", 1.2);
        d.Money("policyAmount", "Amount of Insurance", deal.Price);
        d.Date("effectiveDate", "Date of Policy", deal.Closing.AddDays(3));
        d.Field("proposedInsured", "Name of Insured", deal.Buyers[0]);
        d.Field("propertyAddress", "Property Address", deal.Address);
        s.Text("The Land referred to in this policy is described as follows:");
        s.Text(deal.Legal + ".", 24);
        d.Says("legalDescription", deal.Legal);
    }
}
