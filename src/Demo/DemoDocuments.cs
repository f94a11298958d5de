namespace DigitalDocs.Demo;

/// <summary>A made-up document with what it says.</summary>
/// <param name="Name">File name.</param>
/// <param name="ClassCode">Its class in the taxonomy.</param>
/// <param name="Truth">Field name and normalised value of what stands in it; parties by their name, amounts as 1234.50.</param>
/// <param name="Texts">Everything that is printed, with its place: for those who draw it as a picture.</param>
public sealed record DemoDocument(
    string Name,
    string ClassCode,
    byte[] Pdf,
    IReadOnlyList<(string Field, string Value)> Truth,
    int Pages,
    IReadOnlyList<SheetText> Texts,
    IReadOnlyList<SheetRule> Rules);

/// <summary>Makes title documents: the same seed makes the same bytes.</summary>
public static class DemoDocuments
{
    private static readonly Dictionary<string, Action<Draft>> Makers = new()
    {
        ["purchaseAgreement"] = Kinds.Sale.PurchaseAgreement,
        ["titleCommitment"] = Kinds.Title.Commitment,
        ["loanEstimate"] = Kinds.Disclosures.LoanEstimate,
        ["closingDisclosure"] = Kinds.Disclosures.ClosingDisclosure,
        ["settlementStatement"] = Kinds.Settlement.Statement,
        ["deed"] = Kinds.Deeds.WarrantyDeed,
        ["deedOfTrust"] = Kinds.Deeds.DeedOfTrust,
        ["promissoryNote"] = Kinds.Loan.Note,
        ["payoffLetter"] = Kinds.Loan.Payoff,
        ["wireInstructions"] = Kinds.Settlement.WireInstructions,
        ["affidavit"] = Kinds.Sale.Affidavit,
        ["insurancePolicy"] = Kinds.Papers.Insurance,
        ["lease"] = Kinds.Papers.Lease,
        ["disclosure"] = Kinds.Sale.SellerDisclosure,
        ["addendum"] = Kinds.Sale.Addendum,
        ["assignment"] = Kinds.Loan.Assignment,
        ["titlePolicy"] = Kinds.Title.Policy,
        ["powerOfAttorney"] = Kinds.Papers.PowerOfAttorney,
        ["hoaDocument"] = Kinds.Papers.ResaleCertificate,
        ["bankStatement"] = Kinds.Money.BankStatement,
        ["payStub"] = Kinds.Money.PayStub,
        ["invoice"] = Kinds.Money.Invoice,
        ["receipt"] = Kinds.Money.Receipt,
        ["inspectionReport"] = Kinds.Papers.Inspection,
        ["contract"] = Kinds.Papers.Nda,
        ["correspondence"] = Kinds.Papers.Letter,
    };

    /// <summary>Classes that can be made, the commonest of a closing first.</summary>
    public static IReadOnlyList<string> Classes => [.. Makers.Keys];

    /// <summary>Documents of one closing after another: the first dozen belong to the first, and so on.</summary>
    public static IEnumerable<DemoDocument> Make(int seed, int count = 12)
    {
        var deal = new Deal(new Random(seed));
        for (var i = 0; i < count; i++)
        {
            if (i > 0 && i % Makers.Count == 0)
            {
                deal = new Deal(new Random(seed + (7919 * i)));
            }

            yield return Make(Classes[i % Makers.Count], seed + (104_729 * (i + 1)), deal);
        }
    }

    /// <summary>One document of a class.</summary>
    public static DemoDocument MakeOne(string classCode, int seed) => Make(classCode, seed, new Deal(new Random(seed)));

    private static DemoDocument Make(string classCode, int seed, Deal deal)
    {
        var draft = new Draft(deal, new Random(seed));
        Makers[classCode](draft);
        var pdf = draft.Sheet.ToPdf();
        var name = $"{char.ToUpperInvariant(classCode[0])}{classCode[1..]} {deal.Street} {seed % 1000:000}.pdf";
        return new DemoDocument(name, classCode, pdf, draft.Truth, draft.Sheet.Pages, draft.Sheet.Texts, draft.Sheet.Rules);
    }
}

/// <summary>A document in the making: its sheet, and what it will say.</summary>
internal sealed class Draft
{
    private readonly List<(string Field, string Value)> _truth = [];
    private readonly Random _random;

    public Draft(Deal deal, Random random)
    {
        Deal = deal;
        _random = random;
        Sheet = new PdfSheet(new SheetStyle(
            random.Next(2) == 0,
            9.5 + random.Next(4) * 0.5,
            48 + (random.Next(4) * 8),
            (FieldLook)random.Next(3),
            random.Next(2) == 0,
            random.Next(3) > 0));
    }

    public Deal Deal { get; }

    public PdfSheet Sheet { get; }

    public IReadOnlyList<(string Field, string Value)> Truth => _truth;

    public string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    public int Number(int from, int to) => _random.Next(from, to);

    public void Says(string field, string value) => _truth.Add((field, value));

    public void Says(string field, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            Says(field, value);
        }
    }

    /// <summary>A labelled value that is part of the truth.</summary>
    public void Field(string field, string label, string printed, string? truth = null)
    {
        Sheet.Field(label, printed);
        Says(field, truth ?? printed);
    }

    public void Date(string field, string label, DateOnly day) => Field(field, label, Deal.Written(day), Deal.Iso(day));

    public void Money(string field, string label, decimal amount) => Field(field, label, Deal.Dollars(amount), Deal.Plain(amount));

    public static string Joined(IReadOnlyList<string> people) => string.Join(" and ", people);
}
