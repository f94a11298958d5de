using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Documents;

/// <summary>What a closing file may say of itself.</summary>
internal static class TransactionRules
{
    private const int LongestName = 200;
    private const int MostParties = 100;
    private const int MostMembers = 200;
    private static readonly string[] Types = ["purchase", "refinance", "cash", "commercial", "listing"];
    private static readonly string[] States = ["open", "closing", "closed", "cancelled"];

    private static readonly string[] Roles =
    [
        "buyer", "seller", "buyerAgent", "listingAgent", "lender", "escrowOfficer", "titleOfficer", "attorney", "other",
    ];

    public static Failure? Check(TransactionRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        Expect("name", Fits(request.Name, LongestName), $"1 to {LongestName} characters.");
        Expect("type", Types.Contains(request.Type), $"One of {string.Join(", ", Types)}.");
        Expect("state", request.State is null || States.Contains(request.State), $"One of {string.Join(", ", States)}.");
        Expect("fileNumber", request.FileNumber is null || Fits(request.FileNumber, LongestName), $"At most {LongestName} characters.");
        Expect("property", request.Property is null || IsAddress(request.Property), "Street, city, state and postal code.");
        Expect("parties", request.Parties is null or { Count: <= MostParties }, $"At most {MostParties} parties.");
        Expect("memberIds", request.MemberIds is null or { Count: <= MostMembers }, $"At most {MostMembers} members.");
        foreach (var (party, index) in (request.Parties ?? []).Select((party, index) => (party, index)))
        {
            Expect($"parties[{index}]", CheckParty(party) is null, CheckParty(party) ?? "");
        }

        return errors.Count == 0 ? null : Failure.Invalid(errors);

        void Expect(string member, bool holds, string message)
        {
            if (!holds)
            {
                errors[member] = [message];
            }
        }
    }

    /// <summary>What is wrong with a party; null when nothing is.</summary>
    public static string? CheckParty(PartyDto party) =>
        !Roles.Contains(party.Role) ? $"The role is one of {string.Join(", ", Roles)}."
        : !Fits(party.Name, LongestName) ? $"The name has 1 to {LongestName} characters."
        : party.Email is { } email && (!Fits(email, LongestName) || !email.Contains('@', StringComparison.Ordinal))
            ? "This is not a mail address."
        : party.Phone is { } phone && !Fits(phone, 40) ? "This is not a phone number."
        : null;

    private static bool IsAddress(AddressDto address) =>
        Fits(address.Line1, LongestName)
        && (address.Line2 is null || address.Line2.Length <= LongestName)
        && Fits(address.City, LongestName)
        && Fits(address.State, LongestName)
        && Fits(address.PostalCode, 20);

    private static bool Fits(string text, int longest) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= longest && !text.Contains('\0', StringComparison.Ordinal);
}
