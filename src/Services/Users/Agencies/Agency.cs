using DigitalDocs.Contracts.Users;

namespace DigitalDocs.Users.Agencies;

/// <summary>A tenant.</summary>
internal sealed class Agency
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    public string? LicenceNumber { get; set; }

    public string? CallBackNumber { get; set; }

    public string? Colour { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// Rises with every change of the agency, of its administrators too: two changes at once cannot both pass.
    /// </summary>
    public long Revision { get; set; } = 1;

    public AgencyDto ToDto() => new(Id, Name, LicenceNumber, CallBackNumber, Colour, CreatedAt);
}
