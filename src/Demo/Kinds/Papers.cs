namespace DigitalDocs.Demo.Kinds;

internal static class Papers
{
    public static void Insurance(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        s.Title(d.Pick("HOMEOWNERS POLICY DECLARATIONS", "Homeowners Insurance Policy Declarations Page", "EVIDENCE OF PROPERTY INSURANCE"));
        d.Field("insurer", "Insurance Company", d.Pick("Sentinel Valley Insurance Company", "Harbor Mutual Insurance Company"));
        d.Field("policyNumber", "Policy Number", $"HO-{deal.LoanId}");
        d.Field("insured", d.Pick("Named Insured", "Insured"), deal.Buyers[0]);
        d.Date("effectiveDate", "Effective Date", deal.Closing);
        d.Date("expirationDate", "Expiration Date", deal.Closing.AddYears(1));
        d.Field("propertyAddress", d.Pick("Property Address", "Location of Insured Property"), deal.Address);
        s.Field("Mortgagee", deal.Lender);
        s.Heading("Coverages and Limits of Liability");
        s.Row([0, 0.7], "Dwelling", Deal.Dollars(deal.Price));
        s.Row([0, 0.7], "Personal Property", Deal.Dollars(deal.Price / 2));
        s.Row([0, 0.7], "Deductible", Deal.Dollars(1_000));
        d.Money("premium", d.Pick("Total Premium", "Total Annual Premium"), d.Number(700, 3_900));
    }

    public static void Lease(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        var from = new DateOnly(deal.Closing.Year, deal.Closing.Month, 1);
        var to = from.AddYears(1).AddDays(-1);
        decimal rent = d.Number(11, 39) * 100;
        s.Title(d.Pick("RESIDENTIAL LEASE AGREEMENT", "LEASE AGREEMENT", "RENTAL AGREEMENT"));
        s.Text($"This Lease is made on {deal.Written(from.AddDays(-10))}, by and between {deal.Sellers[0]} (\"Landlord\") and {deal.Buyers[0]} (\"Tenant\").");
        d.Says("agreementDate", Deal.Iso(from.AddDays(-10)));
        d.Says("party", [deal.Sellers[0], deal.Buyers[0]]);
        s.Text($"1. PREMISES. Landlord leases to Tenant the premises located at {deal.Address}.");
        d.Says("premises", deal.Address);
        s.Text($"2. TERM. The term of this Lease is twelve (12) months, beginning on {deal.Written(from)} and ending on {deal.Written(to)}.");
        d.Says("term", "12 months");
        d.Says("effectiveDate", Deal.Iso(from));
        d.Says("expirationDate", Deal.Iso(to));
        s.Text($"3. RENT. Tenant shall pay monthly rent of {Deal.Dollars(rent)} on the first day of each month. A late fee applies after five days.");
        d.Says("monthlyRent", Deal.Plain(rent));
        s.Text($"4. SECURITY DEPOSIT. Tenant shall pay a security deposit of {Deal.Dollars(rent + 200)} to be returned as the law provides.");
        d.Says("securityDeposit", Deal.Plain(rent + 200));
        s.Text("5. UTILITIES. Tenant pays all utilities. 6. PETS. No pets without consent. 7. SUBLETTING. Tenant shall not sublet. 8. QUIET ENJOYMENT. Landlord covenants quiet enjoyment.");
        s.Text($"9. GOVERNING LAW. This Lease is governed by the laws of the State of {deal.State}.");
        d.Says("governingLaw", deal.State);
        s.Signature(deal.Sellers[0], "Landlord");
        s.Signature(deal.Buyers[0], "Tenant");
    }

    public static void PowerOfAttorney(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        var agent = deal.Person();
        s.Title(d.Pick("LIMITED POWER OF ATTORNEY", "SPECIFIC POWER OF ATTORNEY", "DURABLE POWER OF ATTORNEY"));
        s.Text($"I, {deal.Sellers[0]}, hereby appoint {agent}, my true and lawful attorney in fact, to act in my name, place and stead in the sale of {deal.Address}.");
        d.Says("principal", deal.Sellers[0]);
        d.Says("agent", agent);
        s.Text("This power of attorney is not affected by my incapacity. I ratify and confirm all that my agent lawfully does.");
        s.Text($"Dated {deal.Written(deal.Closing)}");
        d.Says("executionDate", Deal.Iso(deal.Closing));
        s.Signature(deal.Sellers[0], "Principal");
    }

    public static void ResaleCertificate(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        s.Title(d.Pick("RESALE CERTIFICATE", "ESTOPPEL CERTIFICATE", "CONDOMINIUM RESALE CERTIFICATE"));
        d.Field("association", "Association", "Cedar Ridge Homeowners Association, Inc.");
        d.Field("propertyAddress", "Property Address", deal.Address);
        d.Money("assessment", "Regular Assessment", d.Number(90, 480));
        s.Text("The association has no special assessment pending. The board of directors certifies that dues are paid. The common area is insured; the covenants and bylaws are attached. The reserve fund is adequate.");
        s.Signature("Association Manager");
    }

    public static void Inspection(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        s.Title(d.Pick("HOME INSPECTION REPORT", "PROPERTY INSPECTION REPORT"));
        s.Field("Property Address", deal.Address);
        s.Field("Inspector", deal.Person());
        s.Field("Inspection Date", deal.Written(deal.Closing.AddDays(-30)));
        foreach (var part in (string[])["Roofing", "Gutters", "Electrical Panel", "Water Heater", "HVAC", "Attic", "Crawl Space"])
        {
            s.Heading(part);
            s.Text(d.Pick("Inspected. No deficiency was visible.", "Deficient. Recommend repair by a licensed contractor.", "Not inspected. Access was blocked."));
        }
    }

    public static void Nda(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        var day = deal.Closing.AddDays(-90);
        var (one, two) = (deal.Agency, deal.Lender);
        var years = d.Number(1, 6);
        s.Title(d.Pick("MUTUAL NON-DISCLOSURE AGREEMENT", "CONFIDENTIALITY AGREEMENT"));
        s.Text($"This Agreement is entered into as of {deal.Written(day)}, by and between {one} (\"Company\") and {two} (\"Recipient\").");
        d.Says("agreementDate", Deal.Iso(day));
        d.Says("party", [one, two]);
        s.Text("1. Confidential Information. Each party may disclose confidential information. The receiving party shall not disclose it to any other person and shall use it only for the purpose of this Agreement.");
        s.Text($"2. Term. This Agreement shall continue for a period of {years} year{(years == 1 ? "" : "s")} from the date hereof.");
        d.Says("term", $"{years} year{(years == 1 ? "" : "s")}");
        s.Text($"3. Governing Law. This Agreement shall be governed by and construed in accordance with the laws of the State of {deal.State}.");
        d.Says("governingLaw", deal.State);
        s.Text("IN WITNESS WHEREOF, the parties hereto have executed this Agreement as of the date first written above.");
        s.Signature(one);
        s.Signature(two);
    }

    public static void Letter(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        s.Text(deal.Agency);
        s.Text(deal.Written(deal.Closing.AddDays(-14)));
        s.Text($"Re: {deal.Address}");
        s.Text($"Dear {deal.Buyers[0]},");
        s.Text("Thank you for choosing us. We look forward to seeing you at the signing. Please bring a valid photo identification. If you have any questions, please contact me.");
        s.Text("Sincerely,");
        s.Signature(deal.Person(), "Escrow Officer");
    }
}
