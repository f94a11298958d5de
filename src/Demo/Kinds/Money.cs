namespace DigitalDocs.Demo.Kinds;

internal static class Money
{
    public static void BankStatement(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        var from = new DateOnly(deal.Closing.Year, deal.Closing.Month, 1).AddMonths(-2);
        var to = from.AddMonths(1).AddDays(-1);
        decimal opening = d.Number(2_000, 40_000), income = d.Number(1_000, 9_000), spent = d.Number(300, 2_900);
        s.Title("Account Statement");
        d.Field("bank", "Bank", "Harborstone Credit Union");
        d.Field("accountHolder", d.Pick("Account Holder", "Account Name"), deal.Buyers[0]);
        d.Field("accountNumber", "Account Number", deal.Account, "••••" + deal.Account[^4..]);
        s.Field("Statement Period", $"{deal.Written(from)} - {deal.Written(to)}");
        d.Says("periodStart", Deal.Iso(from));
        d.Says("periodEnd", Deal.Iso(to));
        s.Heading("Account Summary");
        d.Money("openingBalance", d.Pick("Beginning Balance", "Opening Balance", "Previous Balance"), opening);
        s.Field("Deposits and Additions", Deal.Dollars(income));
        s.Field("Withdrawals", Deal.Dollars(spent));
        d.Money("closingBalance", d.Pick("Ending Balance", "Closing Balance"), opening + income - spent);
        s.Heading("Transaction History");
        s.Row([0, 0.2, 0.8], from.AddDays(4).ToString("MM/dd"), "Direct deposit payroll", Deal.Dollars(income));
        s.Row([0, 0.2, 0.8], from.AddDays(9).ToString("MM/dd"), "Debit card purchase", Deal.Dollars(spent / 2));
        s.Row([0, 0.2, 0.8], from.AddDays(17).ToString("MM/dd"), "Checks paid", Deal.Dollars(spent / 2));
        s.Text("Member FDIC. Average daily balance and annual percentage yield earned are shown on page 2.", small: true);
    }

    public static void PayStub(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        decimal gross = d.Number(1_800, 6_400);
        var net = Math.Round(gross * 0.74m, 2);
        s.Title(d.Pick("Earnings Statement", "Pay Stub", "Payroll Statement"));
        d.Field("employer", "Employer", d.Pick("Lakeview Dental Group LLC", "Stonebridge Logistics, Inc.", "Cobalt Software Corporation"));
        d.Field("employee", d.Pick("Employee", "Employee Name"), deal.Buyers[0]);
        d.Date("payDate", d.Pick("Pay Date", "Check Date"), deal.Closing.AddDays(-20));
        d.Date("periodStart", "Period Beginning", deal.Closing.AddDays(-40));
        d.Date("periodEnd", "Period Ending", deal.Closing.AddDays(-26));
        s.Heading("Earnings and Deductions");
        s.Row([0, 0.4, 0.7], "Regular", "80.00 hours", Deal.Dollars(gross));
        d.Money("grossPay", "Gross Pay", gross);
        s.Field("Federal Income Tax", Deal.Dollars(Math.Round(gross * 0.14m, 2)));
        s.Field("Social Security", Deal.Dollars(Math.Round(gross * 0.062m, 2)));
        s.Field("Medicare", Deal.Dollars(Math.Round(gross * 0.0145m, 2)));
        d.Money("netPay", "Net Pay", net);
        s.Text("Year to date (YTD) totals are shown on your portal. Direct deposit advice, non-negotiable.", small: true);
    }

    public static void Invoice(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        var merchant = d.Pick("Ridgeline Survey Services LLC", "Clearview Home Inspections, Inc.", "Beacon Pest Control Company");
        decimal a = d.Number(100, 900), b = d.Number(40, 300);
        s.Text(merchant);
        d.Says("merchant", merchant);
        s.Title("INVOICE");
        d.Field("invoiceNumber", d.Pick("Invoice Number", "Invoice No"), $"INV-{d.Number(10_000, 99_999)}");
        d.Date("date", "Invoice Date", deal.Closing.AddDays(-12));
        d.Date("dueDate", "Due Date", deal.Closing.AddDays(18));
        s.Field("Bill To", deal.Agency);
        s.Heading("Description");
        s.Row([0, 0.5, 0.8], "Services at " + deal.Street, "1", Deal.Dollars(a));
        s.Row([0, 0.5, 0.8], "Travel", "1", Deal.Dollars(b));
        s.Field("Subtotal", Deal.Dollars(a + b));
        d.Money("total", d.Pick("Total Due", "Amount Due", "Total"), a + b);
        s.Text("Payment terms: net 30. Make checks payable to the company above. Remit to the address on file.", small: true);
    }

    public static void Receipt(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        var merchant = d.Pick("CORNER HARDWARE STORE", "MAIN STREET CAFE LLC", "VALLEY OFFICE SUPPLY INC");
        decimal a = d.Number(300, 4_000) / 100m, b = d.Number(300, 4_000) / 100m;
        var tax = Math.Round((a + b) * 0.0725m, 2);
        s.Text(merchant);
        d.Says("merchant", merchant);
        s.Text(deal.Address);
        s.Text("RECEIPT");
        var day = deal.Closing.AddDays(-7);
        s.Text("Date: " + day.ToString("MM/dd/yyyy") + "  Cashier: 04");
        d.Says("date", Deal.Iso(day));
        s.Row([0, 0.5], "Item one", Deal.Plain(a));
        s.Row([0, 0.5], "Item two", Deal.Plain(b));
        s.Row([0, 0.5], "SUBTOTAL", Deal.Plain(a + b));
        s.Row([0, 0.5], "TAX", Deal.Plain(tax));
        s.Row([0, 0.5], "TOTAL", Deal.Dollars(a + b + tax));
        s.Row([0, 0.5], "CASH", Deal.Dollars(a + b + tax + 5));
        s.Row([0, 0.5], "CHANGE", Deal.Dollars(5));
        d.Says("total", Deal.Plain(a + b + tax));
        s.Text("Thank you. Please come again.");
    }
}
