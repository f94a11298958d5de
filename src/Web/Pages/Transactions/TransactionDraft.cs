using DigitalDocs.Contracts.Documents;

namespace DigitalDocs.Web.Pages.Transactions;

/// <summary>A closing file while a person fills it in.</summary>
public sealed class TransactionDraft
{
    public string Name { get; set; } = string.Empty;

    public string Type { get; set; } = "purchase";

    public string State { get; set; } = "open";

    public string? FileNumber { get; set; }

    public string? Line1 { get; set; }

    public string? City { get; set; }

    public string? Region { get; set; }

    public string? PostalCode { get; set; }

    public string? ClosingDate { get; set; }

    public List<PartyDraft> Parties { get; } = [];

    public HashSet<Guid> Members { get; } = [];

    private string? Line2 { get; set; }

    public static TransactionDraft From(TransactionDto existing)
    {
        var draft = new TransactionDraft
        {
            Name = existing.Name,
            Type = existing.Type,
            State = existing.State,
            FileNumber = existing.FileNumber,
            Line1 = existing.Property?.Line1,
            Line2 = existing.Property?.Line2,
            City = existing.Property?.City,
            Region = existing.Property?.State,
            PostalCode = existing.Property?.PostalCode,
            ClosingDate = existing.ClosingDate?.ToString("yyyy-MM-dd"),
        };
        draft.Parties.AddRange(existing.Parties.Select(PartyDraft.From));
        draft.Members.UnionWith(existing.Members.Select(member => member.Id));
        return draft;
    }

    public TransactionRequest ToRequest() => new(
        Name.Trim(),
        Type,
        Blank(FileNumber),
        State,
        Blank(Line1) is { } line1
            ? new AddressDto(line1, Line2, City?.Trim() ?? string.Empty, Region?.Trim() ?? string.Empty, PostalCode?.Trim() ?? string.Empty)
            : null,
        DateOnly.TryParseExact(ClosingDate, "yyyy-MM-dd", out var date) ? date : null,
        [.. Parties.Where(party => party.Name.Trim().Length > 0).Select(party => party.ToDto())],
        [.. Members]);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

public sealed class PartyDraft
{
    public Guid? Id { get; init; }

    public string Role { get; set; } = "buyer";

    public string Name { get; set; } = string.Empty;

    public string? Email { get; set; }

    private string? Phone { get; init; }

    public static PartyDraft From(PartyDto party) => new()
    {
        Id = party.Id,
        Role = party.Role,
        Name = party.Name,
        Email = party.Email,
        Phone = party.Phone,
    };

    public PartyDto ToDto() => new(Id, Role, Name.Trim(), string.IsNullOrWhiteSpace(Email) ? null : Email.Trim(), Phone);
}
