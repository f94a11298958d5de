using System.Globalization;

namespace DigitalDocs.Demo.Kinds;

internal static class Loan
{
    public static void Note(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        s.Title(d.Pick("PROMISSORY NOTE", "NOTE", "FIXED RATE NOTE"));
        d.Date("agreementDate", d.Pick("Note Date", "Date"), deal.Closing);
        d.Field("propertyAddress", "Property Address", deal.Address);
        s.Heading("1. BORROWER'S PROMISE TO PAY");
        s.Text($"In return for a loan that I have received, I promise to pay U.S. {Deal.Dollars(deal.Loan)} (this amount is called \"Principal\"), plus interest, "
            + $"to the order of the Lender. The Lender is {deal.Lender}. I will make all payments under this Note in the form of cash, check or money order.");
        d.Says("principal", Deal.Plain(deal.Loan));
        s.Heading("2. INTEREST");
        s.Text($"Interest will be charged on unpaid principal until the full amount of Principal has been paid. I will pay interest at a yearly rate of {deal.Rate}%.");
        d.Says("interestRate", deal.Rate.ToString(CultureInfo.InvariantCulture));
        s.Heading("3. PAYMENTS");
        var maturity = deal.Closing.AddYears(30);
        s.Text($"I will pay principal and interest by making a payment every month in the amount of U.S. {Deal.Dollars(deal.Payment)}. "
            + $"If, on {deal.Written(maturity)}, I still owe amounts under this Note, I will pay those amounts in full on that date, which is called the \"Maturity Date.\"");
        d.Says("maturityDate", Deal.Iso(maturity));
        s.Heading("4. BORROWER'S RIGHT TO PREPAY");
        s.Text("I have the right to make payments of Principal at any time before they are due. A payment of Principal only is known as a \"Prepayment.\"");
        s.Heading("5. GIVING OF NOTICES");
        s.Text("Unless applicable law requires a different method, any notice that must be given to me under this Note will be given by delivering it to the Note Holder.");
        s.Heading("6. OBLIGATIONS OF PERSONS UNDER THIS NOTE");
        s.Text($"If more than one person signs this Note, each person is fully obligated. This Note shall be governed by the laws of the State of {deal.State}.");
        d.Says("governingLaw", deal.State);
        foreach (var buyer in deal.Buyers)
        {
            s.Signature(buyer, "Borrower");
        }
    }

    public static void Payoff(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        var principal = Math.Round(deal.Loan * 0.64m, 2);
        var perDiem = Math.Round(principal * deal.Rate / 36_500m, 2);
        s.Text(deal.Lender);
        s.Title(d.Pick("PAYOFF STATEMENT", "MORTGAGE PAYOFF STATEMENT", "Payoff Letter"));
        d.Field("loanId", "Loan Number", deal.LoanId);
        s.Field("Borrower", deal.Sellers[0]);
        d.Says("borrower", deal.Sellers[0]);
        d.Field("propertyAddress", "Property Address", deal.Address);
        d.Date("goodThrough", d.Pick("Good Through", "Payoff Good Through"), deal.Closing);
        s.Heading("Payoff Figures");
        s.Field("Unpaid Principal Balance", Deal.Dollars(principal));
        s.Field("Interest", Deal.Dollars(perDiem * 12));
        s.Field("Recording Fee", Deal.Dollars(35));
        d.Money("payoffAmount", d.Pick("Total Payoff Amount", "Payoff Amount"), principal + (perDiem * 12) + 35);
        d.Money("perDiem", "Per Diem", perDiem);
        s.Text("These figures are subject to final verification by the note holder. Payoff funds received after the good through date must include interest at the per diem rate. "
            + "A release of lien will be recorded after the loan is paid in full.");
    }

    public static void Assignment(Draft d)
    {
        var (deal, s) = (d.Deal, d.Sheet);
        Deeds.Recorder(d);
        s.Title(d.Pick("ASSIGNMENT OF DEED OF TRUST", "CORPORATE ASSIGNMENT OF MORTGAGE", "ASSIGNMENT OF MORTGAGE"));
        var assignee = deal.Lender.StartsWith('F') ? "Granite State Savings Bank" : "First Prairie Bank, N.A.";
        s.Field("Assignor", deal.Lender);
        d.Says("grantor", deal.Lender);
        s.Field("Assignee", assignee);
        d.Says("grantee", assignee);
        s.Text("FOR VALUE RECEIVED, the undersigned Assignor hereby grants, assigns and transfers to the Assignee all beneficial interest under that certain Deed of Trust "
            + $"executed by {Draft.Joined(deal.Buyers)}, recorded in the records of {deal.County} County, {deal.State}, together with the Note therein described "
            + "and the money due and to become due thereon with interest.");
        s.Signature("Authorized Officer");
        Deeds.Notary(d, "the authorized officer of the Assignor");
    }
}
