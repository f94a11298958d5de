namespace DigitalDocs.TitleDocuments.HeldOut;

/// <summary>Agreements, policies, bills.</summary>
internal static class OtherPapers
{
    public static void Purchase(Sketch s)
    {
        var f = s.Facts;
        s.Title(s.Pick("RESIDENTIAL CONTRACT OF SALE", "Agreement to Buy and Sell Real Estate", "Real Estate Purchase and Sale Agreement", "OFFER TO PURCHASE AND CONTRACT"));
        s.Flow($"This agreement, made {s.Written(f.Day)}, is between {f.Seller} (\"Seller\") and {f.Buyer} (\"Buyer\").");
        s.Says("agreementDate", Facts.Iso(f.Day));
        s.Says("party", f.Seller, f.Buyer);
        s.Field("propertyAddress", s.Pick("Property", "Property Address", "The Property is located at"), f.Address);
        s.Money("purchasePrice", s.Pick("Purchase Price", "Total Purchase Price", "Sales Price"), f.Price);
        s.Money("earnestMoney", s.Pick("Earnest Money Deposit", "Earnest Money", "Initial Deposit (escrow)"), 7_500m);
        s.Date("closingDate", s.Pick("Closing Date", "Settlement to occur on or before", "Date of Closing"), f.Day.AddDays(45));
        s.Flow("Financing contingency: Buyer shall apply for a conventional loan within five business days. Inspection: Buyer may inspect the Property within ten days. Title: Seller shall convey marketable title by general warranty deed. Risk of loss remains with Seller until closing.");
        s.Flow($"This contract shall be construed under the laws of the State of {f.State}.");
        s.Says("governingLaw", f.State);
        s.Sign(f.Buyer, "Buyer");
        s.Sign(f.Seller, "Seller");
    }

    public static void Lease(Sketch s)
    {
        var f = s.Facts;
        s.Title(s.Pick("RESIDENTIAL RENTAL AGREEMENT", "Apartment Lease", "HOUSE LEASE AGREEMENT", "Standard Form Lease"));
        s.Print("Landlord", f.Seller);
        s.Print("Tenant", f.Buyer2);
        s.Says("party", f.Seller, f.Buyer2);
        s.Field("premises", s.Pick("Premises", "Leased Premises", "Rental Unit Address"), f.Address);
        s.Money("monthlyRent", s.Pick("Monthly Rent", "Rent per month", "Base Rent (monthly)"), f.Sum(700, 4_000));
        s.Money("securityDeposit", s.Pick("Security Deposit", "Deposit"), f.Sum(700, 4_000));
        s.Date("effectiveDate", s.Pick("Commencement Date", "Lease Start Date", "Term Begins"), f.Day);
        s.Date("expirationDate", s.Pick("Expiration Date", "Lease End Date", "Term Ends"), f.Day.AddYears(1).AddDays(-1));
        s.Flow("Landlord leases to Tenant, and Tenant rents from Landlord, the premises described above. Tenant shall pay rent in advance on the first day of each month. Utilities, pets, subletting: see the rules. Tenant shall keep the premises in a clean and sanitary condition.");
        s.Sign(f.Seller, "Landlord");
        s.Sign(f.Buyer2, "Tenant");
    }

    public static void Policy(Sketch s)
    {
        var f = s.Facts;
        var insurer = f.Pick("Prairie Mutual Insurance Company", "Seaboard Fire & Casualty Co.", "Evergreen Home Insurance Exchange");
        s.Paper.Left(insurer, 1.4f, strong: true);
        s.Says("insurer", insurer);
        s.Title(s.Pick("HOMEOWNERS POLICY DECLARATIONS", "Declarations Page", "Dwelling Fire Policy - Declarations", "EVIDENCE OF PROPERTY INSURANCE"));
        s.Field("policyNumber", s.Pick("Policy Number", "Policy No."), $"HO3-{f.Number}");
        s.Field("insured", s.Pick("Named Insured", "Insured"), f.Buyer);
        s.Field("propertyAddress", s.Pick("Residence Premises", "Insured Location", "Property Insured"), f.TwoLines, f.Address);
        s.Date("effectiveDate", s.Pick("Effective Date", "Policy Effective", "From"), f.Day);
        s.Date("expirationDate", s.Pick("Expiration Date", "Policy Expires", "To"), f.Day.AddYears(1));
        s.Money("premium", s.Pick("Total Annual Premium", "Total Policy Premium", "Annual Premium"), f.Sum(600, 4_500));
        s.Heading("Coverages and Limits of Liability");
        s.Paper.Left($"A. Dwelling   ${f.Price * 0.8m:N0}      B. Other Structures   ${f.Price * 0.08m:N0}");
        s.Paper.Left("E. Personal Liability   $300,000      F. Medical Payments   $5,000      Deductible $1,000");
        s.Flow($"Mortgagee: {f.Bank}, its successors and/or assigns.");
    }

    public static void Invoice(Sketch s)
    {
        var f = s.Facts;
        var firm = f.Pick("Buckeye Land Surveying, LLC", "Third Street Locksmiths", "Hargrove Pest Control Inc.", "Summit Septic Service");
        s.Paper.Left(firm, 1.4f, strong: true);
        s.Says("merchant", firm);
        s.Paper.Left(f.Street);
        s.Paper.Left($"{f.City}, {f.Code} {f.Zip}");
        s.Title(s.Pick("INVOICE", "Invoice", "Tax Invoice"));
        s.Field("invoiceNumber", s.Pick("Invoice #", "Invoice No.", "Inv. Number"), $"{f.Number[..6]}");
        s.Date("date", s.Pick("Invoice Date", "Date"), f.Day);
        s.Date("dueDate", s.Pick("Due Date", "Payment Due"), f.Day.AddDays(30));
        s.Print("Bill To", $"{f.Closer}\nAttn: Accounts Payable");
        s.EndRow();
        var sum = f.Sum(150, 900);
        var tax = Math.Round(sum * 0.07m, 2);
        s.Paper.Left($"1   Site visit and report                {sum:N2}");
        s.Paper.Left($"Subtotal    {sum:N2}", x: 380);
        s.Paper.Left($"Sales Tax 7%    {tax:N2}", x: 380);
        s.Paper.Left($"{s.Pick("Total Due", "TOTAL", "Amount Due", "Balance Due")}    ${sum + tax:N2}", x: 380, strong: true);
        s.Says("total", Facts.Plain(sum + tax));
        s.Flow("Thank you for your business. Please make checks payable to the above.");
    }

    public static void Receipt(Sketch s)
    {
        var f = s.Facts;
        var shop = f.Pick("HARBOR HARDWARE #114", "The Daily Grind Cafe", "Mendel's Office Supply", "KWIK FUEL 22");
        s.Paper.Left(shop, 1.2f, strong: true, x: 200);
        s.Paper.Left(f.Street, x: 200);
        s.Paper.Left($"{f.City}, {f.Code} {f.Zip}", x: 200);
        s.Paper.Left($"{f.Day:MM/dd/yyyy}  14:2{s.Random.Next(10)}   REG 3   CLERK 07", x: 200);
        s.Says("merchant", shop);
        s.Says("date", Facts.Iso(f.Day));
        var (a, b) = (f.Sum(2, 40), f.Sum(2, 40));
        s.Paper.Left($"ITEM 4417    {a:N2}", x: 200);
        s.Paper.Left($"ITEM 0932    {b:N2}", x: 200);
        s.Paper.Left($"SUBTOTAL    {a + b:N2}", x: 200);
        var tax = Math.Round((a + b) * 0.0825m, 2);
        s.Paper.Left($"TAX    {tax:N2}", x: 200);
        s.Paper.Left($"TOTAL    ${a + b + tax:N2}", x: 200, strong: true);
        s.Paper.Left($"VISA ************4421    {a + b + tax:N2}", x: 200);
        s.Paper.Left("APPROVED  AUTH 00921   THANK YOU  COME AGAIN", x: 200);
        s.Says("total", Facts.Plain(a + b + tax));
    }

    /// <summary>What is no paper of the trade: it must not be taken for one.</summary>
    public static void Stranger(Sketch s)
    {
        s.Title(s.Pick("Grandmother's Chicken and Dumplings", "Minutes of the Chess Club", "Trip Report: Week of the Floods", "Using Your New Dehumidifier"));
        var texts = s.Pick<string[]>(
            ["Simmer the bird with celery and bay for ninety minutes. Cut cold butter into flour, add buttermilk, and roll the dough thin.", "Drop the strips one at a time. They are done when they float. Salt at the end, never before."],
            ["The meeting was opened at seven. Eleven players were present. The spring ladder begins after the thaw.", "It was agreed to buy two new clocks, the cost not to exceed sixty dollars. Adjourned at nine."],
            ["We left before dawn and found the lower bridge gone. The ferry ran twice. Three volunteers stayed with the pumps.", "Water fell eleven inches by Thursday. The co-op lent us its truck."]);
        foreach (var text in texts)
        {
            s.Flow(text);
        }
    }

    /// <summary>A printed form that nobody filled in: its instructions are no values.</summary>
    public static void Blank(Sketch s)
    {
        s.Paper.Left("Form W-9 (Rev. March 2024) Department of the Treasury Internal Revenue Service", 0.9f, strong: true);
        s.Title("Request for Taxpayer Identification Number and Certification");
        s.Flow("Before you begin. For guidance related to the purpose of Form W-9, see Purpose of Form, below.");
        s.Print("1 Name of entity/individual. An entry is required. (For a sole proprietor or disregarded entity, enter the owner's name.)", "");
        s.EndRow();
        s.Print("2 Business name/disregarded entity name, if different from above.", "");
        s.EndRow();
        s.Flow("3a Check the appropriate box for federal tax classification of the entity/individual whose name is entered on line 1. [ ] Individual/sole proprietor [ ] C corporation [ ] S corporation");
        s.Print("5 Address (number, street, and apt. or suite no.). See instructions.", "");
        s.Print("6 City, state, and ZIP code", "");
        s.EndRow();
        s.Heading("Part I   Taxpayer Identification Number (TIN)");
        s.Flow("Enter your TIN in the appropriate box. The TIN provided must match the name given on line 1 to avoid backup withholding. For individuals, this is generally your social security number (SSN).");
    }
}
