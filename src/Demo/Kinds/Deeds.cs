namespace DigitalDocs.Demo.Kinds;

internal static class Deeds
{
    public static void WarrantyDeed(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        Recorder(d);
        var kind = d.Pick("WARRANTY DEED", "GENERAL WARRANTY DEED", "GRANT DEED", "SPECIAL WARRANTY DEED", "QUITCLAIM DEED");
        s.Title(kind);
        d.Field("parcelId", d.Pick("Assessor's Parcel Number", "Parcel ID", "Tax Parcel No", "APN"), deal.Parcel);
        s.Space(0.5);
        var day = deal.Closing;
        d.Says("executionDate", Deal.Iso(day));
        d.Says("grantor", deal.Sellers);
        d.Says("grantee", deal.Buyers);
        s.Text(d.Number(0, 2) == 0
            ? $"THIS DEED, made this {Deal.Formal(day)}, between {Draft.Joined(deal.Sellers)}, of the County of {deal.County} and State of {deal.State} "
                + $"(\"Grantor\"), and {Draft.Joined(deal.Buyers)} (\"Grantee\"), whose legal address is {deal.Address}."
            : $"This indenture is made as of {Deal.Formal(day)}, by and between {Draft.Joined(deal.Sellers)} (the \"Grantor\") and {Draft.Joined(deal.Buyers)} (the \"Grantee\").");
        s.Text($"WITNESSETH, that the Grantor, for and in consideration of the sum of {Deal.Dollars(deal.Price)} and other good and valuable consideration, "
            + "the receipt and sufficiency of which is hereby acknowledged, does hereby grant, bargain, sell and convey unto the Grantee, and the Grantee's heirs and assigns forever, "
            + $"all the real property situate in the County of {deal.County}, State of {deal.State}, described as follows:");
        d.Says("consideration", Deal.Plain(deal.Price));
        d.Says("legalDescription", deal.Legal);
        s.Text(deal.Legal + ".", 24);
        s.Text("TOGETHER with all and singular the hereditaments and appurtenances thereunto belonging. TO HAVE AND TO HOLD the said premises unto the Grantee forever. "
            + "The Grantor covenants that the Grantor is well seized of the premises above conveyed, and has good, sure, perfect, absolute and indefeasible estate of inheritance, in fee simple.");
        foreach (var seller in deal.Sellers)
        {
            s.Signature(seller, "Grantor");
        }

        Notary(d, Draft.Joined(deal.Sellers));
    }

    public static void DeedOfTrust(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        Recorder(d);
        s.Title("DEED OF TRUST");
        s.Heading("DEFINITIONS");
        s.Text($"(A) \"Security Instrument\" means this document, which is dated {Day(d, "executionDate", deal.Closing)}, together with all Riders to this document.");
        s.Text($"(B) \"Borrower\" is {Draft.Joined(deal.Buyers)}. Borrower is the trustor under this Security Instrument.");
        s.Text($"(C) \"Lender\" is {deal.Lender}. Lender is the beneficiary under this Security Instrument.");
        s.Text($"(D) \"Trustee\" is {deal.Agency}.");
        s.Text($"(E) \"Note\" means the promissory note signed by Borrower and dated {deal.Written(deal.Closing)}. The Note states that Borrower owes Lender "
            + $"{Deal.Dollars(deal.Loan)} plus interest. Borrower has promised to pay this debt in regular Periodic Payments and to pay the debt in full not later than "
            + $"{Day(d, "maturityDate", deal.Closing.AddYears(30))}.");
        d.Says("grantor", deal.Buyers);
        d.Says("lender", deal.Lender);
        d.Says("trustee", deal.Agency);
        d.Says("loanAmount", Deal.Plain(deal.Loan));
        s.Heading("TRANSFER OF RIGHTS IN THE PROPERTY");
        s.Text("This Security Instrument secures to Lender the repayment of the Loan. For this purpose, Borrower irrevocably grants and conveys to Trustee, in trust, with power of sale, "
            + $"the following described property located in the County of {deal.County}, State of {deal.State}:");
        s.Text(deal.Legal + ".", 24);
        d.Says("legalDescription", deal.Legal);
        s.Field("Parcel ID Number", deal.Parcel);
        d.Says("parcelId", deal.Parcel);
        s.Text($"which currently has the address of {deal.Address} (\"Property Address\").");
        d.Says("propertyAddress", deal.Address);
        s.Heading("UNIFORM COVENANTS");
        s.Text("1. Payment of Principal, Interest, Escrow Items, Prepayment Charges, and Late Charges. Borrower shall pay when due the principal of, and interest on, the debt evidenced by the Note.");
        s.Text("2. Application of Payments or Proceeds. 3. Funds for Escrow Items. 4. Charges; Liens. 5. Property Insurance. 6. Occupancy.");
        s.Heading("NON-UNIFORM COVENANTS");
        s.Text("22. Acceleration; Remedies. Lender shall give notice to Borrower prior to acceleration following Borrower's breach of any covenant in this Security Instrument.");
        foreach (var buyer in deal.Buyers)
        {
            s.Signature(buyer, "Borrower");
        }

        Notary(d, Draft.Joined(deal.Buyers));
    }

    internal static void Notary(Draft d, string people)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        s.Space();
        s.Text($"STATE OF {deal.State.ToUpperInvariant()} )   COUNTY OF {deal.County.ToUpperInvariant()} ) ss.");
        s.Text($"The foregoing instrument was acknowledged before me this {Deal.Formal(deal.Closing)}, by {people}. Witness my hand and official seal.");
        s.Signature("Notary Public");
        d.Says("county", deal.County);
        d.Says("state", deal.State);
    }

    internal static void Recorder(Draft d)
    {
        if (d.Number(0, 3) == 0)
        {
            d.Sheet.Text($"After recording return to: {d.Deal.Agency}", small: true);
            return;
        }

        var (deal, s) = (d.Deal, d.Sheet);
        d.Field("recordingNumber", d.Pick("Instrument Number", "Reception No", "Document Number", "Recording Number"), deal.Instrument);
        d.Date("recordingDate", d.Pick("Recorded", "Recording Date", "Filed for Record"), deal.Closing.AddDays(3));
        s.Text($"After recording return to: {deal.Agency}", small: true);
    }

    private static string Day(Draft d, string field, DateOnly day)
    {
        d.Says(field, Deal.Iso(day));
        return d.Deal.Written(day);
    }
}
