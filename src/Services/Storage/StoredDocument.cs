using DigitalDocs.Platform.Data;

namespace DigitalDocs.Storage;

/// <summary>What is known of a document. Events arrive in any order: an older revision changes nothing.</summary>
internal sealed class StoredDocument : IAgencyOwned
{
    public required Guid Id { get; init; }

    public Guid AgencyId { get; set; }

    public string? ClassCode { get; private set; }

    public bool Trashed { get; private set; }

    public long Revision { get; private set; } = -1;

    public void Apply(long revision, string? classCode)
    {
        if (revision > Revision)
        {
            (Revision, ClassCode, Trashed) = (revision, classCode, false);
        }
    }

    public void Trash(long revision)
    {
        if (revision > Revision)
        {
            (Revision, Trashed) = (revision, true);
        }
    }
}
