namespace DigitalDocs.Demo.Kinds;

internal static class Disclosures
{
    public static void ClosingDisclosure(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        s.Title("Closing Disclosure");
        s.Text("This form is a statement of final loan terms and closing costs. Compare this document with your Loan Estimate.");
        s.Heading("Closing Information");
        d.Date("dateIssued", "Date Issued", deal.Closing.AddDays(-4));
        d.Date("closingDate", "Closing Date", deal.Closing);
        d.Date("disbursementDate", "Disbursement Date", deal.Closing);
        s.Field("Settlement Agent", deal.Agency);
        d.Field("fileNumber", "File #", deal.File);
        d.Field("propertyAddress", "Property", $"{deal.Street}\n{deal.City}, {deal.StateCode} {deal.Zip}", deal.Address);
        d.Money("salePrice", "Sale Price", deal.Price);
        s.Heading("Transaction Information");
        s.Field("Borrower", Draft.Joined(deal.Buyers));
        d.Says("borrower", deal.Buyers);
        s.Field("Seller", Draft.Joined(deal.Sellers));
        d.Says("seller", deal.Sellers);
        d.Field("lender", "Lender", deal.Lender);
        s.Heading("Loan Information");
        d.Field("loanTerm", "Loan Term", "30 years");
        s.Field("Purpose", "Purchase");
        s.Field("Product", "Fixed Rate");
        d.Field("loanId", "Loan ID #", deal.LoanId);
        Terms(d);
        s.Heading("Costs at Closing");
        d.Money("closingCosts", "Closing Costs", Math.Round(deal.Loan * 0.028m, 2));
        d.Money("cashToClose", "Cash to Close", deal.Price - deal.Loan + Math.Round(deal.Loan * 0.028m, 2));
        s.NextPage();
        s.Title("Closing Cost Details", 1.2);
        Costs(d, "A. Origination Charges", ("Application Fee", 500m), ("Underwriting Fee", 1_095m));
        Costs(d, "B. Services Borrower Did Not Shop For", ("Appraisal Fee", 585m), ("Credit Report Fee", 42m), ("Flood Determination Fee", 20m));
        Costs(d, "C. Services Borrower Did Shop For", ("Title - Lender's Title Insurance", 1_210m), ("Title - Settlement Agent Fee", 650m), ("Pest Inspection Fee", 120m));
        Costs(d, "E. Taxes and Other Government Fees", ("Recording Fees", 185m));
        s.Heading("Confirm Receipt");
        s.Text("By signing, you are only confirming that you have received this form. You do not have to accept this loan because you have signed or received this form.");
        s.Signature("Applicant Signature");
    }

    public static void LoanEstimate(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        s.Title("Loan Estimate");
        s.Text("Save this Loan Estimate to compare with your Closing Disclosure.");
        d.Date("dateIssued", "Date Issued", deal.Closing.AddDays(-38));
        s.Field("Applicants", Draft.Joined(deal.Buyers));
        d.Says("borrower", deal.Buyers);
        d.Field("propertyAddress", "Property", $"{deal.Street}\n{deal.City}, {deal.StateCode} {deal.Zip}", deal.Address);
        d.Money("salePrice", "Sale Price", deal.Price);
        d.Field("loanTerm", "Loan Term", "30 years");
        s.Field("Purpose", "Purchase");
        s.Field("Product", "Fixed Rate");
        d.Field("lender", "Lender", deal.Lender);
        d.Field("loanId", "Loan ID #", deal.LoanId);
        s.Field("Rate Lock", "NO");
        Terms(d);
        s.Heading("Costs at Closing");
        d.Money("closingCosts", "Estimated Closing Costs", Math.Round(deal.Loan * 0.026m, 2));
        d.Money("cashToClose", "Estimated Cash to Close", deal.Price - deal.Loan + Math.Round(deal.Loan * 0.026m, 2));
        s.NextPage();
        s.Title("Closing Cost Details", 1.2);
        Costs(d, "B. Services You Cannot Shop For", ("Appraisal Fee", 585m), ("Credit Report Fee", 42m));
        Costs(d, "C. Services You Can Shop For", ("Pest Inspection Fee", 135m), ("Title - Title Search", 425m));
        s.Heading("Comparisons");
        s.Text("Use these measures to compare this loan with other loans. In 5 years: principal you will have paid off. Annual Percentage Rate (APR). Total Interest Percentage (TIP).");
    }

    private static void Terms(Draft d)
    {
        d.Sheet.Heading("Loan Terms");
        d.Money("loanAmount", "Loan Amount", d.Deal.Loan);
        d.Field("interestRate", "Interest Rate", $"{d.Deal.Rate}%", d.Deal.Rate.ToString(System.Globalization.CultureInfo.InvariantCulture));
        d.Money("monthlyPrincipalAndInterest", "Monthly Principal & Interest", d.Deal.Payment);
        d.Sheet.Field("Prepayment Penalty", "NO");
        d.Sheet.Field("Balloon Payment", "NO");
    }

    private static void Costs(Draft d, string heading, params (string Name, decimal Amount)[] items)
    {
        d.Sheet.Heading(heading);
        foreach (var (name, amount) in items)
        {
            d.Sheet.Row([0, 0.75], name, Deal.Dollars(amount));
        }
    }
}
