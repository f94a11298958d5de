namespace DigitalDocs.Documents;

/// <summary>A file whose bytes are safe in the blob store.</summary>
/// <param name="Malware">What was found in it; null for a clean file.</param>
internal sealed record StoredFile(string Name, string MediaType, long Size, string Sha256, string? Malware = null);
