namespace DigitalDocs.Platform.Data;

/// <summary>
/// A row that belongs to one agency: <see cref="ServiceDb"/> filters reads by the caller's agency and stamps inserts.
/// </summary>
public interface IAgencyOwned
{
    Guid AgencyId { get; set; }
}
