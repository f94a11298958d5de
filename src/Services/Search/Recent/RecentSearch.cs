using DigitalDocs.Platform.Data;

namespace DigitalDocs.Search.Recent;

/// <summary>What somebody searched for, once per wording.</summary>
internal sealed class RecentSearch : IAgencyOwned
{
    public Guid AgencyId { get; set; }

    public required Guid UserId { get; init; }

    /// <summary>The wording without case and diacritics.</summary>
    public required string Folded { get; init; }

    public required string Text { get; set; }

    public required DateTimeOffset At { get; set; }
}
