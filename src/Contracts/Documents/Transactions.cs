namespace DigitalDocs.Contracts.Documents;

/// <summary>A closing file.</summary>
/// <param name="Type"><c>purchase</c>, <c>refinance</c>, <c>cash</c>, <c>commercial</c>, <c>listing</c>.</param>
/// <param name="State"><c>open</c>, <c>closing</c>, <c>closed</c>, <c>cancelled</c>.</param>
public sealed record TransactionDto(
    Guid Id,
    string Name,
    string? FileNumber,
    string Type,
    string State,
    AddressDto? Property,
    DateOnly? ClosingDate,
    IReadOnlyList<PartyDto> Parties,
    IReadOnlyList<PersonRef> Members,
    int DocumentCount,
    int Revision,
    DateTimeOffset CreatedAt,
    PersonRef CreatedBy);

public sealed record AddressDto(
    string Line1,
    string? Line2,
    string City,
    string State,
    string PostalCode);

/// <param name="Id">Null when the party is new.</param>
/// <param name="Role"><c>buyer</c>, <c>seller</c>, <c>buyerAgent</c>, <c>listingAgent</c>, <c>lender</c>, <c>escrowOfficer</c>, <c>titleOfficer</c>, <c>attorney</c>, <c>other</c>.</param>
public sealed record PartyDto(Guid? Id, string Role, string Name, string? Email = null, string? Phone = null);

public sealed record TransactionRequest(
    string Name,
    string Type,
    string? FileNumber = null,
    string? State = null,
    AddressDto? Property = null,
    DateOnly? ClosingDate = null,
    IReadOnlyList<PartyDto>? Parties = null,
    IReadOnlyList<Guid>? MemberIds = null);

/// <summary>The closing file with its documents: the brief's <c>GET /documents/transactions/{id}</c>.</summary>
public sealed record TransactionFileDto(TransactionDto Transaction, IReadOnlyList<DocumentItem> Documents);
