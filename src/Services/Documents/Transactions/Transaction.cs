using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Data;

namespace DigitalDocs.Documents;

/// <summary>A closing file.</summary>
internal sealed class Transaction : IAgencyOwned
{
    public required Guid Id { get; init; }

    public Guid AgencyId { get; set; }

    public int Revision { get; set; } = 1;

    public required string Name
    {
        get;
        set
        {
            field = value;
            NameKey = KeyOf(value, FileNumber);
        }
    }

    public string? FileNumber
    {
        get;
        set
        {
            field = value;
            NameKey = KeyOf(Name, value);
        }
    }

    /// <summary>Name and file number in lower case, for looking up.</summary>
    public string NameKey { get; private set; } = "";

    public required string Type { get; set; }

    public required string State { get; set; }

    public AddressDto? Property { get; set; }

    public DateOnly? ClosingDate { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required Guid CreatedBy { get; init; }

    public required string CreatedByName { get; init; }

    public DateTimeOffset? DeletedAt { get; set; }

    private static string KeyOf(string? name, string? fileNumber) => $"{name}\n{fileNumber}".ToLowerInvariant();
}

/// <summary>A person or firm with a role in a closing file; mail address and phone are sealed.</summary>
internal sealed class TransactionParty : IAgencyOwned
{
    public required Guid Id { get; init; }

    public Guid AgencyId { get; set; }

    public required Guid TransactionId { get; init; }

    public int Position { get; set; }

    public required string Role { get; set; }

    public required string Name { get; set; }

    public string? EmailSealed { get; set; }

    public string? PhoneSealed { get; set; }
}

/// <summary>A colleague whom the closing file and its documents are granted to.</summary>
internal sealed class TransactionMember : IAgencyOwned
{
    public required Guid TransactionId { get; init; }

    public required Guid UserId { get; init; }

    public Guid AgencyId { get; set; }

    public required string Name { get; set; }
}
