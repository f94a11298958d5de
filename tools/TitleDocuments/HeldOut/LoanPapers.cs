namespace DigitalDocs.TitleDocuments.HeldOut;

/// <summary>What lenders and their customers send.</summary>
internal static class LoanPapers
{
    public static void ClosingDisclosure(Sketch s) => Disclosure(s, closing: true);

    public static void LoanEstimate(Sketch s) => Disclosure(s, closing: false);

    public static void Appraisal(Sketch s)
    {
        var f = s.Facts;
        s.Title(s.Pick("Uniform Residential Appraisal Report", "RESIDENTIAL APPRAISAL REPORT", "Appraisal of Real Property", "Desktop Appraisal Report"));
        s.Field("propertyAddress", s.Pick("Subject Property Address", "Property Address", "Located At"), f.TwoLines, f.Address);
        s.Field("borrower", s.Pick("Borrower", "Borrower/Client Name"), f.Buyer);
        s.Field("lender", s.Pick("Lender/Client", "Prepared For", "Client"), f.Bank);
        s.Print("Census Tract", "0145.02");
        s.Date("effectiveDate", s.Pick("Effective Date of Appraisal", "As of (Date of Value)", "Date of Valuation"), f.Day);
        s.Money("appraisedValue", s.Pick("Appraised Value of Subject Property", "Opinion of Market Value", "Final Opinion of Value", "Indicated Value by Sales Comparison Approach"), f.Price);
        var by = f.Person();
        s.Field("appraiser", s.Pick("Appraiser", "Appraiser Name", "Name of Appraiser"), by);
        s.Flow("Neighborhood: built-up over 75%, growth stable, property values stable. Site: 75 x 140, zoning R-1, highest and best use as improved. The sales comparison approach was given most weight; comparable sales 1 to 3 were adjusted for gross living area, condition and date of sale. The cost approach supports the value.");
    }

    public static void Bank(Sketch s)
    {
        var f = s.Facts;
        s.Paper.Left(f.Bank, 1.4f, strong: true);
        s.Says("bank", f.Bank);
        s.Paper.Left(s.Pick("Statement of Account", "Checking Account Statement", "Account Statement", "eStatement - Premier Checking"), 1.15f);
        s.Field("accountHolder", s.Pick("Account Owner", "Account Holder", "Customer Name"), f.Buyer);
        var account = f.Number;
        s.Field("accountNumber", s.Pick("Account Number", "Acct No."), s.Pick($"XXXX-{account[^4..]}", account, $"****{account[^4..]}"), "••••" + account[^4..]);
        var from = new DateOnly(f.Day.Year, f.Day.Month, 1);
        var to = from.AddMonths(1).AddDays(-1);
        s.EndRow();
        s.Print("Statement Period", $"{from:MM/dd/yyyy} {s.Pick("-", "to", "through")} {to:MM/dd/yyyy}");
        s.Says("periodStart", Facts.Iso(from));
        s.Says("periodEnd", Facts.Iso(to));
        var (opening, ending) = (f.Sum(500, 40_000), f.Sum(500, 40_000));
        s.Money("openingBalance", s.Pick("Beginning Balance", "Previous Balance", "Balance Last Statement"), opening);
        s.Print("Total Deposits and Additions", s.Printed(f.Sum(500, 8_000)));
        s.Print("Total Withdrawals", s.Printed(f.Sum(500, 8_000)));
        s.Money("closingBalance", s.Pick("Ending Balance", "New Balance", "Balance This Statement"), ending);
        s.Heading("Transaction Detail");
        foreach (var (day, what) in ((int, string)[])[(3, "DIRECT DEP PAYROLL"), (7, "CHECK 1042"), (12, "POS PURCHASE GROCERY"), (20, "ACH DEBIT ELECTRIC")])
        {
            s.Paper.Left($"{from.AddDays(day):MM/dd}   {what}   {f.Sum(10, 900):N2}");
        }
    }

    public static void Pay(Sketch s)
    {
        var f = s.Facts;
        var firm = f.Pick("Ozark Timber Works, Inc.", "Mesa Verde School District No. 4", "Pelican Marine Supply LLC");
        s.Paper.Left(firm, 1.3f, strong: true);
        s.Says("employer", firm);
        s.Paper.Left(s.Pick("Earnings Statement", "Statement of Earnings and Deductions", "Pay Advice", "NON-NEGOTIABLE PAYROLL CHECK"), 1.1f);
        s.Field("employee", s.Pick("Employee", "Employee Name", "Pay To"), f.Buyer2);
        s.Date("payDate", s.Pick("Pay Date", "Check Date", "Advice Date"), f.Day);
        s.Print("Pay Period", $"{f.Day.AddDays(-18):MM/dd/yyyy} - {f.Day.AddDays(-5):MM/dd/yyyy}");
        var gross = f.Sum(900, 6_000);
        var net = Math.Round(gross * 0.71m, 2);
        s.EndRow();
        s.Paper.Left("Earnings            Rate      Hours     Current      YTD");
        s.Paper.Left($"Regular            {gross / 80:0.00}     80.00     {gross:N2}     {gross * 11:N2}");
        s.Paper.Left($"Federal Income Tax          {gross * 0.12m:N2}     {gross * 1.32m:N2}");
        s.Paper.Left($"Social Security Tax         {gross * 0.062m:N2}     {gross * 0.68m:N2}");
        s.Money("grossPay", s.Pick("Gross Pay", "Total Gross", "Gross Earnings"), gross);
        s.Money("netPay", s.Pick("Net Pay", "Net Check", "Take Home Pay"), net);
        s.EndRow();
    }

    public static void Tax(Sketch s)
    {
        var f = s.Facts;
        if (s.Random.Next(2) == 0)
        {
            s.Paper.Left("Form W-9   (Rev. March 2024)   Department of the Treasury   Internal Revenue Service", 0.85f);
            s.Title("Request for Taxpayer Identification Number and Certification");
            s.Field("taxpayerName", "1 Name of entity/individual. An entry is required.", f.Buyer2);
            s.EndRow();
            s.Field("businessName", "2 Business name/disregarded entity name, if different from above.", "Bluebird Bookkeeping");
            s.EndRow();
            s.Flow("3a Check the appropriate box for federal tax classification: [X] Individual/sole proprietor  [ ] C corporation  [ ] S corporation  [ ] Partnership  [ ] Trust/estate");
            s.Print("5 Address (number, street, and apt. or suite no.). See instructions.", f.Street);
            s.Print("6 City, state, and ZIP code", $"{f.City}, {f.Code} {f.Zip}");
            s.EndRow();
            s.Says("address", f.Address);
            s.Heading("Part I   Taxpayer Identification Number (TIN)");
            s.Field("taxId", "Social security number", "412-55-9087");
            s.EndRow();
            s.Heading("Part II   Certification");
            s.Flow("Under penalties of perjury, I certify that: 1. The number shown on this form is my correct taxpayer identification number, and 2. I am not subject to backup withholding.");
            return;
        }

        s.Paper.Left($"Form 1099-INT   Interest Income   For calendar year {f.Day.Year}   Copy B For Recipient   OMB No. 1545-0112", 0.9f, strong: true);
        s.Says("taxYear", $"{f.Day.Year}");
        s.Field("payerName", "PAYER'S name, street address, city or town, state, ZIP code", $"{f.Bank}\n{f.TwoLines}", f.Bank);
        s.Field("amount", "1 Interest income", "$" + f.Sum(100, 900).ToString("0.00"), null);
        s.Print("PAYER'S TIN", "43-1029384");
        s.Print("RECIPIENT'S TIN", "412-55-9087");
        s.Field("taxpayerName", "RECIPIENT'S name", f.Buyer2);
        s.EndRow();
        s.Flow("This is important tax information and is being furnished to the IRS.");
    }

    private static void Disclosure(Sketch s, bool closing)
    {
        var f = s.Facts;
        s.Paper.Left(closing ? "Closing Disclosure" : "Loan Estimate", 1.7f, strong: true);
        s.Flow(closing
            ? "This form is a statement of final loan terms and closing costs. Compare this document with your Loan Estimate."
            : "Save this Loan Estimate to compare with your Closing Disclosure.");
        s.Date("dateIssued", s.Pick("Date Issued", "DATE ISSUED"), f.Day.AddDays(-5));
        if (closing)
        {
            s.Date("closingDate", "Closing Date", f.Day);
            s.Date("disbursementDate", "Disbursement Date", f.Day.AddDays(1));
            s.Field("seller", "Seller", f.Seller);
        }

        s.Field("borrower", closing ? "Borrower" : "Applicants", f.Buyer);
        s.Field("propertyAddress", "Property", f.TwoLines, f.Address);
        s.Money("salePrice", closing ? "Sale Price" : s.Pick("Sale Price", "Est. Prop. Value"), f.Price);
        s.Field("loanTerm", "Loan Term", "30 years");
        s.Field("lender", "Lender", f.Bank);
        s.Field("loanId", "Loan ID #", f.Number);
        s.Heading("Loan Terms");
        s.Money("loanAmount", "Loan Amount", f.Loan);
        s.Field("interestRate", "Interest Rate", $"{f.Rate:0.###}%", $"{f.Rate:0.####}");
        s.Money("monthlyPrincipalAndInterest", "Monthly Principal & Interest", f.Sum(500, 6_000));
        s.Heading("Costs at Closing");
        s.Money("closingCosts", closing ? "Closing Costs" : "Estimated Closing Costs", f.Sum(2_000, 15_000));
        s.Money("cashToClose", closing ? "Cash to Close" : "Estimated Cash to Close", f.Sum(9_000, 99_000));
    }
}
