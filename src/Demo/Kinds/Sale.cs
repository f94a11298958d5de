namespace DigitalDocs.Demo.Kinds;

internal static class Sale
{
    public static void PurchaseAgreement(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        var signed = deal.Closing.AddDays(-45);
        s.Title(d.Pick("RESIDENTIAL PURCHASE AGREEMENT", "REAL ESTATE PURCHASE AND SALE AGREEMENT", "CONTRACT TO BUY AND SELL REAL ESTATE", "AGREEMENT OF SALE"));
        s.Text($"This Agreement is made as of {deal.Written(signed)}, by and between {Draft.Joined(deal.Sellers)} (\"Seller\") and {Draft.Joined(deal.Buyers)} (\"Buyer\").");
        d.Says("agreementDate", Deal.Iso(signed));
        d.Says("party", deal.Sellers);
        d.Says("party", deal.Buyers);
        s.Heading("1. PROPERTY");
        s.Text($"Seller agrees to sell and Buyer agrees to buy the real property located at {deal.Address}, together with all fixtures, in {deal.County} County, {deal.State}.");
        d.Says("propertyAddress", deal.Address);
        s.Heading("2. PURCHASE PRICE");
        var earnest = Math.Round(deal.Price * 0.01m, 0);
        s.Text($"The purchase price is {Deal.Dollars(deal.Price)}. Buyer shall deposit earnest money of {Deal.Dollars(earnest)} with {deal.Agency} within three business days.");
        d.Says("purchasePrice", Deal.Plain(deal.Price));
        d.Says("earnestMoney", Deal.Plain(earnest));
        s.Heading("3. CLOSING");
        s.Text($"Closing shall take place on {deal.Written(deal.Closing)}. Possession of the property is given at closing.");
        d.Says("closingDate", Deal.Iso(deal.Closing));
        s.Heading("4. FINANCING CONTINGENCY");
        s.Text("This Agreement is contingent upon Buyer obtaining a loan commitment. Buyer shall apply for the loan without delay.");
        s.Heading("5. INSPECTION CONTINGENCY");
        s.Text("Buyer may have the property inspected within ten days. Seller shall convey marketable title by warranty deed; title insurance is at Seller's expense.");
        s.Heading("6. GOVERNING LAW");
        s.Text($"This Agreement shall be governed by and construed in accordance with the laws of the State of {deal.State}.");
        d.Says("governingLaw", deal.State);
        s.Signature(deal.Sellers[0], "Seller");
        s.Signature(deal.Buyers[0], "Buyer");
    }

    public static void Addendum(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        s.Title(d.Pick("ADDENDUM TO PURCHASE AGREEMENT", "ADDENDUM NO. 1", "AMENDMENT TO CONTRACT"));
        s.Text($"This Addendum is attached to and made a part of the agreement between {Draft.Joined(deal.Sellers)} (\"Seller\") and {Draft.Joined(deal.Buyers)} (\"Buyer\") "
            + $"for the property at {deal.Address}.");
        s.Text($"1. The closing date is hereby amended to {deal.Written(deal.Closing)}.");
        s.Text("2. Seller shall repair the roof flashing before closing. All other terms and conditions remain in full force and effect. In the event of a conflict this Addendum prevails.");
        s.Signature(deal.Sellers[0], "Seller");
        s.Signature(deal.Buyers[0], "Buyer");
    }

    public static void SellerDisclosure(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        s.Title(d.Pick("SELLER'S PROPERTY DISCLOSURE STATEMENT", "PROPERTY DISCLOSURE STATEMENT", "REAL ESTATE TRANSFER DISCLOSURE STATEMENT"));
        s.Field("Property Address", deal.Address);
        s.Text("This disclosure is not a warranty of any kind by the Seller. To the best of Seller's knowledge the answers are true.");
        foreach (var question in (string[])["roof leaks", "flooding or drainage problems", "termites or other pests", "lead-based paint", "boundary disputes", "unpermitted additions"])
        {
            s.Text($"Are you (Seller) aware of any {question}?   [ ] Yes   [{d.Pick("X", " ")}] No   [ ] Unknown");
        }

        s.Text("Buyer acknowledges receipt of a copy of this statement.");
        s.Signature(deal.Sellers[0], "Seller");
    }

    public static void Affidavit(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        var affiant = deal.Sellers[0];
        s.Title(d.Pick("OWNER'S AFFIDAVIT", "CERTIFICATE OF NON-FOREIGN STATUS", "SELLER'S AFFIDAVIT", "AFFIDAVIT OF TITLE"));
        d.Field("affiant", d.Pick("Affiant", "Transferor"), affiant);
        d.Field("propertyAddress", "Property Address", deal.Address);
        s.Text($"{affiant}, being first duly sworn, deposes and says: that affiant is the owner of the property; that affiant is not a foreign person for purposes of Section 1445 "
            + "of the Internal Revenue Code; that no labor or material has been furnished to the property for which a lien may be claimed; that there are no unrecorded leases.");
        s.Text("Under penalty of perjury affiant declares that the foregoing is true of affiant's personal knowledge. Further affiant sayeth naught.");
        s.Signature(affiant, "Affiant");
        s.Text($"Subscribed and sworn to before me this {Deal.Formal(deal.Closing)}. My commission expires {deal.Written(deal.Closing.AddYears(3))}.");
        s.Text($"STATE OF {deal.State.ToUpperInvariant()}, COUNTY OF {deal.County.ToUpperInvariant()}");
        d.Says("county", deal.County);
        d.Says("state", deal.State);
    }
}
