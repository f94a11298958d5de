namespace DigitalDocs.Contracts.Storage;

/// <summary>How far the agency's files are proven whole.</summary>
/// <param name="OldestCheck">When the file was last proven whole whose proof is oldest; null without files.</param>
/// <param name="Due">Files whose proof is older than it may be, or that were ordered to be read again.</param>
/// <param name="Damaged">Files that are not whole; the first hundred are named.</param>
public sealed record ScrubStatusDto(
    int Files, DateTimeOffset? OldestCheck, int Due, int Damaged, IReadOnlyList<DamagedFileDto> DamagedFiles);

/// <param name="Damage"><c>altered</c> or <c>missing</c>.</param>
public sealed record DamagedFileDto(Guid DocumentId, int Version, string Damage, DateTimeOffset CheckedAt);

/// <param name="Files">Files that will be read again.</param>
public sealed record ScrubStartedDto(int Files);

/// <summary>The second copies of the agency's files.</summary>
/// <param name="Configured">False: there is no second store, and the rest says nothing.</param>
/// <param name="Copied">Files that were copied at least once.</param>
/// <param name="Waiting">Files with something that is not copied yet.</param>
/// <param name="LagSeconds">How long the oldest of them waits.</param>
/// <param name="ComparedAt">When both stores were last compared from end to end.</param>
public sealed record ReplicationStatusDto(
    bool Configured, int Files, int Copied, int Waiting, double LagSeconds, DateTimeOffset? ComparedAt);

/// <summary>Stored objects that belong to no document of the agency.</summary>
/// <param name="SearchedAt">When the store was last searched from end to end.</param>
/// <param name="Orphans">The first two hundred that are still there.</param>
public sealed record OrphanReportDto(
    DateTimeOffset? SearchedAt, int Count, long Bytes, bool Removes, IReadOnlyList<OrphanDto> Orphans);

/// <param name="Size">As stored.</param>
/// <param name="RemovedFrom">Not removed before this time; null when orphans are only reported.</param>
public sealed record OrphanDto(string Key, long Size, DateTimeOffset StoredAt, DateTimeOffset FoundAt, DateTimeOffset? RemovedFrom);
