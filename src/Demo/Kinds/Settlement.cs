namespace DigitalDocs.Demo.Kinds;

internal static class Settlement
{
    public static void Statement(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        s.Text("American Land Title Association", small: true);
        s.Title(d.Pick("ALTA Settlement Statement - Combined", "Settlement Statement", "Combined Closing Statement"));
        d.Field("fileNumber", d.Pick("File Number", "File No", "Escrow Number"), deal.File);
        s.Field("Settlement Agent", deal.Agency);
        d.Date("settlementDate", "Settlement Date", deal.Closing);
        d.Date("disbursementDate", "Disbursement Date", deal.Closing);
        d.Field("propertyAddress", "Property Address", deal.Address);
        s.Field("Buyer", Draft.Joined(deal.Buyers));
        d.Says("buyer", deal.Buyers);
        s.Field("Seller", Draft.Joined(deal.Sellers));
        d.Says("seller", deal.Sellers);
        d.Field("lender", "Lender", deal.Lender);
        s.Heading("Seller Debit | Seller Credit | Description | Buyer Debit | Buyer Credit");
        double[] at = [0, 0.18, 0.36, 0.72, 0.87];
        s.Row(at, "", Deal.Dollars(deal.Price), "Sale Price of Property", Deal.Dollars(deal.Price), "");
        s.Row(at, "", "", "Loan Amount", "", Deal.Dollars(deal.Loan));
        s.Row(at, Deal.Dollars(412), "", "County Taxes prorations", "", Deal.Dollars(412));
        s.Row(at, "", "", "Recording Fees", Deal.Dollars(185), "");
        s.Row(at, Deal.Dollars(Math.Round(deal.Price * 0.05m, 2)), "", "Real Estate Commission", "", "");
        s.Heading("Totals");
        d.Money("totalDueFromBuyer", d.Pick("Due From Buyer", "Total Due From Buyer"), deal.Price - deal.Loan + 185 - 412);
        d.Money("totalDueToSeller", d.Pick("Due To Seller", "Total Due To Seller"), deal.Price - Math.Round(deal.Price * 0.05m, 2) - 412);
        s.Text("Acknowledgement: We have carefully reviewed the Settlement Statement and find it to be a true and accurate statement of all receipts and disbursements.");
        s.Signature("Escrow Officer");
    }

    public static void WireInstructions(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        s.Title(d.Pick("WIRE INSTRUCTIONS", "WIRE TRANSFER INSTRUCTIONS", "INCOMING WIRE INSTRUCTIONS"));
        s.Text("Beware of wire fraud. Our instructions never change. Call to verify at a number you know before you send funds.");
        d.Field("bank", d.Pick("Bank Name", "Receiving Bank"), "Granite State Savings Bank");
        d.Field("routingNumber", d.Pick("ABA Routing Number", "Routing Number", "ABA Number"), deal.Routing);
        d.Field("beneficiary", d.Pick("Account Name", "Beneficiary"), deal.Agency);
        d.Field("accountNumber", "Account Number", deal.Account, "••••" + deal.Account[^4..]);
        d.Field("fileNumber", d.Pick("Reference", "File Number"), deal.File);
        d.Money("amount", "Amount", deal.Price - deal.Loan);
        s.Text("For further credit to the escrow trust account. Include the file number with the wire.");
    }
}
