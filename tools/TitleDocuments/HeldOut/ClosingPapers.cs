namespace DigitalDocs.TitleDocuments.HeldOut;

/// <summary>Papers of the closing table.</summary>
internal static class ClosingPapers
{
    public static void Deed(Sketch s)
    {
        var f = s.Facts;
        if (s.Random.Next(2) == 0)
        {
            s.Paper.Left($"DOC # {f.Number}", 0.85f, x: 400);
            s.Paper.Left($"RECORDED {s.Written(f.Day.AddDays(4))} 10:42 AM", 0.85f, x: 400);
            s.Paper.Left($"{f.County} County Recorder", 0.85f, x: 400);
            s.Says("recordingNumber", f.Number);
            s.Says("recordingDate", Facts.Iso(f.Day.AddDays(4)));
        }

        s.Paper.Left("Prepared by and when recorded mail to:", 0.8f);
        s.Paper.Left(f.Closer, 0.8f);
        s.Title(s.Pick("Bargain and Sale Deed", "STATUTORY WARRANTY DEED", "Quit Claim Deed", "Limited Warranty Deed", "TRUSTEE'S DEED"));
        s.Says("grantor", f.Seller);
        s.Says("grantee", f.Buyer);
        s.Says("county", f.County);
        s.Says("state", f.State);
        if (s.Random.Next(2) == 0)
        {
            s.Print("GRANTOR", f.Seller);
            s.Print("GRANTEE", f.Buyer);
            s.EndRow();
            s.Flow($"For the consideration of {s.Printed(f.Price)} in hand paid, GRANTOR conveys and warrants to GRANTEE the following described real estate, situated in the County of {f.County}, State of {f.State}:");
        }
        else
        {
            s.Flow($"KNOW ALL MEN BY THESE PRESENTS, that {f.Seller}, Grantor, in consideration of {s.Printed(f.Price)} paid by {f.Buyer}, Grantee, does hereby convey unto said Grantee all that certain real property lying and being in {f.County} County, {f.State}, and more particularly described as:");
        }

        s.Says("consideration", Facts.Plain(f.Price));
        s.Flow($"Beginning at an iron pin at the northeast corner of Section {s.Random.Next(1, 36)}, Township {s.Random.Next(1, 40)} North, thence South 89 degrees West 210 feet to the point of beginning, containing 1.04 acres, more or less.");
        s.Field("parcelId", s.Pick("Tax ID", "Assessor's Property Tax Parcel/Account Number", "PIN", "Map/Parcel No."), f.Parcel);
        s.EndRow();
        s.Flow($"{s.Pick("Dated this", "IN WITNESS WHEREOF, the Grantor has executed this deed on the", "Executed this")} {f.Solemn(f.Day)}.");
        s.Says("executionDate", Facts.Iso(f.Day));
        s.Sign(f.Seller, "Grantor");
        s.Flow($"State of {f.State}, County of {f.County}, ss. This record was acknowledged before me by {f.Seller}. Notary Public. My commission expires {s.Written(f.Day.AddYears(3))}.");
    }

    public static void Mortgage(Sketch s)
    {
        var f = s.Facts;
        var trust = s.Random.Next(2) == 0;
        s.Title(trust ? "DEED OF TRUST, ASSIGNMENT OF RENTS AND SECURITY AGREEMENT" : s.Pick("MORTGAGE", "Open-End Mortgage", "REAL ESTATE MORTGAGE"));
        s.Flow($"THIS {(trust ? "DEED OF TRUST" : "MORTGAGE")} is made on the {f.Solemn(f.Day)}, by {f.Buyer} (\"{(trust ? "Trustor" : "Mortgagor")}\"), "
            + (trust ? $"to {f.Closer} (\"Trustee\"), for the benefit of {f.Bank} (\"Beneficiary\")." : $"in favor of {f.Bank} (\"Mortgagee\")."));
        s.Says("executionDate", Facts.Iso(f.Day));
        s.Says("grantor", f.Buyer);
        s.Says("lender", f.Bank);
        if (trust)
        {
            s.Says("trustee", f.Closer);
        }

        s.Flow($"To secure payment of the principal sum of {s.Printed(f.Loan)}, with interest, as evidenced by a note of even date, {(trust ? "Trustor" : "Mortgagor")} hereby {(trust ? "grants, bargains and sells to Trustee, in trust, with power of sale," : "mortgages and warrants to Mortgagee")} the real property in {f.County} County, {f.State}, known as {f.Address}.");
        s.Says("loanAmount", Facts.Plain(f.Loan));
        s.Flow("1. Taxes and Insurance. The property shall be kept insured and all taxes paid before delinquency. 2. Default and Acceleration. Upon default the whole debt shall become due. 3. Waste. No waste shall be committed upon the premises.");
        s.Sign(f.Buyer, trust ? "Trustor" : "Mortgagor");
    }

    public static void Note(Sketch s)
    {
        var f = s.Facts;
        s.Title(s.Pick("PROMISSORY NOTE", "Fixed Rate Note", "Secured Promissory Note", "NOTE"));
        s.Money("principal", s.Pick("Principal Amount", "Original Principal", "Loan Amount"), f.Loan);
        s.Field("agreementDate", "Date of Note", s.Written(f.Day), Facts.Iso(f.Day));
        s.Field("interestRate", s.Pick("Interest Rate (per annum)", "Annual Rate of Interest"), $"{f.Rate:0.000}%", $"{f.Rate:0.####}");
        s.Date("maturityDate", s.Pick("Maturity Date", "Final Payment Due"), f.Day.AddYears(15));
        s.Flow($"FOR VALUE RECEIVED, the undersigned, {f.Buyer} (\"Maker\"), promises to pay to the order of {f.Bank} (\"Holder\") the principal amount stated above, with interest on the unpaid balance. Maker may prepay without penalty. If any installment is not received within fifteen days a late charge of 5% of the overdue payment is due. Presentment, notice of dishonor and protest are hereby waived.");
        s.Says("party", f.Buyer, f.Bank);
        s.Flow($"This Note shall be governed by the laws of the State of {f.State}.");
        s.Says("governingLaw", f.State);
        s.Sign(f.Buyer, "Maker");
    }

    public static void Settlement(Sketch s)
    {
        var f = s.Facts;
        s.Title(s.Pick("ALTA Settlement Statement - Combined", "SETTLEMENT STATEMENT", "Seller and Buyer's Closing Statement", "American Land Title Association ALTA Settlement Statement - Cash"));
        s.Field("fileNumber", s.Pick("File No./Escrow No.", "Order Number", "GF No."), f.File);
        s.Date("settlementDate", s.Pick("Settlement Date", "Date of Closing", "Closing Date"), f.Day);
        s.Field("propertyAddress", s.Pick("Property Address", "Property Location", "Premises"), s.Pick(f.Address, f.TwoLines), f.Address);
        s.Field("buyer", s.Pick("Buyer", "Borrower/Buyer", "Purchaser"), f.Buyer);
        s.Field("seller", "Seller", f.Seller);
        s.Print("Lender", f.Bank);
        s.Heading("Financial                                       Buyer Debit      Buyer Credit");
        var fees = f.Sum(900, 4_000);
        Row(s, "Sale Price of Property", f.Price);
        Row(s, "Deposit", 5_000m);
        Row(s, "Title - Owner's Policy", fees);
        Row(s, "County Taxes from 01/01 thru closing", f.Sum(200, 2_000));
        Row(s, "Subtotals", f.Price + fees);
        var (due, net) = (f.Sum(8_000, 90_000), f.Sum(50_000, 400_000));
        Row(s, s.Pick("Due from Buyer", "Due From Borrower", "Balance Due From Buyer"), due);
        Row(s, s.Pick("Due to Seller", "Balance Due To Seller"), net);
        s.Says("totalDueFromBuyer", Facts.Plain(due));
        s.Says("totalDueToSeller", Facts.Plain(net));
        s.Sign(f.Closer, "Settlement Agent");
    }

    public static void Commitment(Sketch s)
    {
        var f = s.Facts;
        s.Title(s.Pick("COMMITMENT FOR TITLE INSURANCE", "ALTA Commitment for Title Insurance"));
        s.Paper.Centre($"Issued by {f.Insurer}", 1.1f);
        s.Says("underwriter", f.Insurer);
        s.Heading("SCHEDULE A");
        s.Field("commitmentNumber", s.Pick("Commitment No.", "Commitment Number", "File/Commitment No"), f.File);
        s.Date("effectiveDate", s.Pick("1. Commitment Date", "1. Effective Date", "Effective Date"), f.Day);
        s.EndRow();
        s.Flow("2. Policy to be issued: (a) 2021 ALTA Owner's Policy");
        s.Field("proposedInsured", "Proposed Insured", f.Buyer);
        s.Money("policyAmount", s.Pick("Proposed Amount of Insurance", "Proposed Policy Amount", "Amount of Insurance"), f.Price);
        s.EndRow();
        s.Flow($"3. The estate or interest in the Land at the Commitment Date is: Fee Simple. 4. The Title is, at the Commitment Date, vested in: {f.Seller}.");
        s.Heading("SCHEDULE B, PART I - Requirements");
        s.Flow("1. The Proposed Insured must notify the Company in writing of the name of any party not referred to in this Commitment. 2. Pay the agreed amount for the estate to be insured. 3. Pay the premiums, fees, and charges for the Policy to the Company.");
    }

    private static void Row(Sketch s, string label, decimal amount)
    {
        s.EndRow();
        s.Paper.Room(s.Paper.Line);
        s.Paper.Y += s.Paper.Line;
        s.Paper.Put(Paper.Margin + 4, label);
        s.Paper.Put(Paper.Width - Paper.Margin - 120, "$" + amount.ToString("N2", System.Globalization.CultureInfo.InvariantCulture), right: true);
    }
}
