namespace DigitalDocs.Contracts.Storage;

/// <summary>What an agency's files take up, all versions counted. Derived files (text, page images) are not.</summary>
/// <param name="Documents">Not counting those in the trash.</param>
/// <param name="Versions">Files: a document has one or more.</param>
/// <param name="Bytes">Of the files as they were uploaded.</param>
/// <param name="Damaged">Files whose content was found damaged or missing and is still so.</param>
/// <param name="Classes">The same by class, largest first.</param>
/// <param name="Trash">What lies in the trash and will be purged.</param>
public sealed record StorageUsageDto(
    int Documents,
    int Versions,
    long Bytes,
    int Damaged,
    IReadOnlyList<ClassUsageDto> Classes,
    TrashUsageDto Trash);

/// <param name="Class">Class code; null for documents that have none yet.</param>
public sealed record ClassUsageDto(string? Class, int Documents, int Versions, long Bytes);

public sealed record TrashUsageDto(int Documents, int Versions, long Bytes);
