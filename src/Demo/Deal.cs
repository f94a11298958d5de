using System.Globalization;

namespace DigitalDocs.Demo;

/// <summary>The facts of a made-up closing, drawn from a seed: every document of it agrees with the others.</summary>
internal sealed class Deal
{
    private static readonly string[] First =
    [
        "Maria", "James", "Linda", "Robert", "Patricia", "Michael", "Elena", "David", "Susan", "Thomas", "Karen", "Daniel", "Nancy",
        "Steven", "Laura", "Kevin", "Angela", "Brian", "Denise", "Victor", "Grace", "Samuel", "Olivia", "Henry", "Naomi", "Walter",
    ];

    private static readonly string[] Last =
    [
        "Alvarez", "Bennett", "Carlson", "Dawson", "Ellison", "Foster", "Garner", "Hollis", "Ingram", "Jensen", "Keller", "Lowell",
        "Mercer", "Norris", "Osborne", "Parrish", "Quigley", "Ramsey", "Sutton", "Thornton", "Underhill", "Vaughn", "Whitaker", "Yates",
    ];

    private static readonly string[] Streets =
        ["Maple", "Cedar Ridge", "Harbor View", "Willow", "Juniper", "Lakeshore", "Orchard", "Prospect", "Sycamore", "Meadowbrook"];

    private static readonly string[] Kinds = ["Street", "Avenue", "Lane", "Drive", "Court", "Road", "Way", "Boulevard"];

    private static readonly (string City, string County, string State, string Code, string Zip)[] Towns =
    [
        ("Denver", "Denver", "Colorado", "CO", "80206"), ("Austin", "Travis", "Texas", "TX", "78704"), ("Tampa", "Hillsborough", "Florida", "FL", "33609"),
        ("Columbus", "Franklin", "Ohio", "OH", "43215"), ("Portland", "Multnomah", "Oregon", "OR", "97209"), ("Raleigh", "Wake", "North Carolina", "NC", "27608"),
        ("Phoenix", "Maricopa", "Arizona", "AZ", "85016"), ("Boise", "Ada", "Idaho", "ID", "83702"), ("Madison", "Dane", "Wisconsin", "WI", "53703"),
    ];

    private static readonly string[] Lenders =
        ["First Prairie Bank, N.A.", "Summit Ridge Mortgage LLC", "Harborstone Credit Union", "Blue Mesa Home Loans, Inc.", "Granite State Savings Bank"];

    private static readonly string[] Agencies =
        ["Keystone Settlement Services, LLC", "Northgate Title Company", "Riverbend Escrow, Inc.", "Old Mill Abstract Company"];

    private static readonly string[] Underwriters =
        ["Meridian National Title Insurance Company", "Continental Shield Title Insurance Company", "Pioneer Guaranty Title Company"];

    public Deal(Random random)
    {
        Random = random;
        Buyers = People(random.Next(1, 3));
        Sellers = People(random.Next(1, 3));
        var town = Pick(Towns);
        (City, County, State, StateCode, Zip) = town;
        Street = $"{random.Next(100, 9900)} {Pick(Streets)} {Pick(Kinds)}";
        Lender = Pick(Lenders);
        Agency = Pick(Agencies);
        Underwriter = Pick(Underwriters);
        Price = random.Next(180, 950) * 1_000m;
        Loan = Math.Round(Price * random.Next(70, 96) / 100m, 0);
        Rate = random.Next(45, 79) / 10m + 0.125m * random.Next(0, 4);
        Closing = new DateOnly(2023, 1, 9).AddDays(random.Next(0, 900));
        File = $"{Pick("TC", "ES", "NT", "RB")}-{random.Next(2023, 2026)}-{random.Next(1000, 99999)}";
        LoanId = random.Next(100_000_000, 999_999_999).ToString(CultureInfo.InvariantCulture);
        Parcel = $"{random.Next(100, 999)}-{random.Next(10, 99)}-{random.Next(100, 999)}-{random.Next(100, 999)}";
        Legal = $"Lot {random.Next(1, 60)}, Block {random.Next(1, 20)}, {Pick(Streets).ToUpperInvariant()} ADDITION, according to the plat thereof "
            + $"recorded in Book {random.Next(10, 90)} of Plats, page {random.Next(1, 99)}, records of {County} County, State of {State}";
        Instrument = $"{Closing.Year}{random.Next(1_000_000, 9_999_999)}";
        Routing = $"0{random.Next(10_000_000, 99_999_999)}";
        Account = random.Next(100_000_000, 999_999_999).ToString(CultureInfo.InvariantCulture) + random.Next(0, 9);
    }

    public Random Random { get; }

    public IReadOnlyList<string> Buyers { get; }

    public IReadOnlyList<string> Sellers { get; }

    public string Street { get; }

    public string City { get; }

    public string County { get; }

    public string State { get; }

    public string StateCode { get; }

    public string Zip { get; }

    public string Address => $"{Street}, {City}, {StateCode} {Zip}";

    public string Lender { get; }

    public string Agency { get; }

    public string Underwriter { get; }

    public decimal Price { get; }

    public decimal Loan { get; }

    public decimal Rate { get; }

    public DateOnly Closing { get; }

    public string File { get; }

    public string LoanId { get; }

    public string Parcel { get; }

    public string Legal { get; }

    public string Instrument { get; }

    public string Routing { get; }

    public string Account { get; }

    public decimal Payment
    {
        get
        {
            var monthly = (double)Rate / 1200;
            return Math.Round((decimal)((double)Loan * monthly / (1 - Math.Pow(1 + monthly, -360))), 2);
        }
    }

    public T Pick<T>(params T[] choices) => choices[Random.Next(choices.Length)];

    public string Person() => $"{Pick(First)} {(Random.Next(3) == 0 ? $"{(char)('A' + Random.Next(26))}. " : "")}{Pick(Last)}";

    /// <summary>The day as one of the ways in which people write it.</summary>
    public string Written(DateOnly day) => Random.Next(4) switch
    {
        0 => day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture),
        1 => day.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture),
        2 => day.ToString("M/d/yyyy", CultureInfo.InvariantCulture),
        _ => day.ToString("MMM d, yyyy", CultureInfo.InvariantCulture),
    };

    /// <summary>"3rd day of May, 2024".</summary>
    public static string Formal(DateOnly day) => $"{Ordinal(day.Day)} day of {day.ToString("MMMM, yyyy", CultureInfo.InvariantCulture)}";

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Dollars(decimal amount) => "$" + amount.ToString("N2", CultureInfo.InvariantCulture);

    public static string Plain(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Ordinal(int day) => day + (day switch { 1 or 21 or 31 => "st", 2 or 22 => "nd", 3 or 23 => "rd", _ => "th" });

    private IReadOnlyList<string> People(int count)
    {
        var last = Pick(Last);
        return [.. Enumerable.Range(0, count).Select(_ => $"{Pick(First)} {last}").Distinct()];
    }
}
