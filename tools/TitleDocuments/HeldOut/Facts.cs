using System.Globalization;

namespace DigitalDocs.TitleDocuments.HeldOut;

/// <summary>People, places and sums of a made-up closing; names of the awkward sort are among them.</summary>
internal sealed class Facts
{
    private static readonly string[] First =
        ["Chidi", "Anne-Marie", "José", "Wei", "Katherine", "Dmitri", "Priya", "Latoya", "William", "Ingrid", "Tomás", "Fatima", "Barbara", "Kwame", "Yuki", "Sean"];

    private static readonly string[] Last =
        ["O'Brien", "Nguyen", "van der Berg", "St. Clair", "Okafor", "Smith-Jones", "Delgado", "MacDonald", "Haddad", "Petrov", "Li", "Johansson", "Washington", "D'Angelo", "Kowalski"];

    private static readonly string[] Streets =
        ["N 14th St", "County Road 220", "Rue Chartres", "W Martin Luther King Jr Blvd", "Old Mill Ln", "Highway 9 South", "E 2nd Avenue", "Saint Charles Pl", "Via del Mar"];

    private static readonly (string City, string County, string State, string Code, string Zip)[] Towns =
    [
        ("St. Louis", "St. Louis", "Missouri", "MO", "63104"), ("New Orleans", "Orleans", "Louisiana", "LA", "70116"), ("Santa Fe", "Santa Fe", "New Mexico", "NM", "87501-2233"),
        ("Winston-Salem", "Forsyth", "North Carolina", "NC", "27101"), ("Coeur d'Alene", "Kootenai", "Idaho", "ID", "83814"), ("Ann Arbor", "Washtenaw", "Michigan", "MI", "48104"),
        ("Las Cruces", "Dona Ana", "New Mexico", "NM", "88001"), ("Port Angeles", "Clallam", "Washington", "WA", "98362"), ("Charleston", "Kanawha", "West Virginia", "WV", "25301"),
    ];

    private static readonly string[] Banks =
        ["Wabash Valley Federal Credit Union", "Tidewater Mortgage Corporation", "BLUE HERON BANK, FSB", "Cardinal Home Lending, LP", "Farmers & Drovers Trust Company"];

    private static readonly string[] Closers =
        ["Lighthouse Title & Escrow, Inc.", "Palmetto Closing Attorneys, P.A.", "Cascade Abstract Co.", "Two Rivers Settlement Group LLC"];

    private static readonly string[] Insurers = ["Great Plains Title Guaranty Company", "Old Dominion Land Title Insurance Corporation"];

    private readonly Random _random;

    public Facts(Random random)
    {
        _random = random;
        Buyer = random.Next(4) == 0 ? $"The {Pick(Last)} Family Trust" : Person();
        Buyer2 = Person();
        Seller = random.Next(3) == 0 ? $"{Pick("Granite Peak", "Bayou Street", "JKL 2019", "Third Coast")} {Pick("Holdings, LLC", "Properties, Inc.", "Investments LP")}" : Person();
        var town = Pick(Towns);
        (City, County, State, Code, Zip) = town;
        Street = $"{random.Next(1, 19999)} {Pick(Streets)}" + (random.Next(3) == 0 ? $", {Pick("Unit", "Apt", "#")}{Pick(" ", " ")}{random.Next(1, 40)}{Pick("A", "B", "")}" : "");
        (Bank, Closer, Insurer) = (Pick(Banks), Pick(Closers), Pick(Insurers));
        Price = random.Next(95, 1_450) * 1_000m + Pick(0m, 500m, 900m);
        Loan = Math.Round(Price * random.Next(50, 97) / 100m, 2);
        Rate = random.Next(2, 9) + (random.Next(8) * 0.125m);
        Day = new DateOnly(2018, 1, 2).AddDays(random.Next(0, 2_900));
        File = $"{random.Next(18, 27)}-{random.Next(100, 99999)}{Pick("", "-S", "R")}";
        Parcel = Pick($"{random.Next(10, 99)}-{random.Next(10, 99)}-{random.Next(100, 999)}-{random.Next(100, 999):000}.000", $"R{random.Next(1_000_000, 9_999_999)}", $"{random.Next(100, 999)} {random.Next(10, 99)} {random.Next(1000, 9999)}");
        Number = random.Next(10_000_000, 99_999_999).ToString(CultureInfo.InvariantCulture);
    }

    public string Buyer { get; }

    public string Buyer2 { get; }

    public string Seller { get; }

    public string Street { get; }

    public string City { get; }

    public string County { get; }

    public string State { get; }

    public string Code { get; }

    public string Zip { get; }

    public string Bank { get; }

    public string Closer { get; }

    public string Insurer { get; }

    public decimal Price { get; }

    public decimal Loan { get; }

    public decimal Rate { get; }

    public DateOnly Day { get; }

    public string File { get; }

    public string Parcel { get; }

    public string Number { get; }

    public string Address => $"{Street}, {City}, {Code} {Zip}";

    public string TwoLines => $"{Street}\n{City}, {Code} {Zip}";

    public string Person() => $"{Pick(First)} {(_random.Next(3) == 0 ? $"{(char)('A' + _random.Next(20))}. " : "")}{Pick(Last)}{(_random.Next(8) == 0 ? Pick(" Jr.", ", III") : "")}";

    public decimal Sum(int from, int to) => _random.Next(from, to) + (_random.Next(100) / 100m);

    public T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    public static string Plain(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A day as solemn papers spell it: "this 3rd day of May, A.D. 2024".</summary>
    public string Solemn(DateOnly day)
    {
        string[] words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
        var suffix = day.Day switch { 1 or 21 or 31 => "st", 2 or 22 => "nd", 3 or 23 => "rd", _ => "th" };
        var month = day.ToString("MMMM", CultureInfo.InvariantCulture);
        return _random.Next(3) == 0 && day.Day <= 10
            ? $"{words[day.Day - 1]} day of {month}, {day.Year}"
            : $"{day.Day}{suffix} day of {month}, {Pick("", "A.D. ")}{day.Year}";
    }
}
