namespace DigitalDocs.Platform.Data;

/// <summary>
/// A row that belongs to one agency: <see cref="ServiceDb"/> filters reads by the caller's agency and stamps inserts.
/// </summary>
public interface IAgencyOwned
{
    Guid AgencyId { get; set; }

    /// <summary>Whether such a row may belong to no agency, and so to the platform alone.</summary>
    bool MayBelongToNobody => false;
}
