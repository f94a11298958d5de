using System.Globalization;
using DigitalDocs.Platform.Blobs;

namespace DigitalDocs.Storage;

/// <summary>The key of an object of a document's version: <c>{agency}/documents/{document}/v{version}/…</c>.</summary>
internal readonly record struct StoredKey(Guid Agency, Guid Document, int Version)
{
    /// <summary>Null for keys of another kind.</summary>
    public static StoredKey? Of(string key)
    {
        var parts = key.Split('/', 5);
        return parts.Length == 5
            && parts[1] == "documents"
            && Guid.TryParseExact(parts[0], "D", out var agency)
            && Guid.TryParseExact(parts[2], "D", out var document)
            && parts[3].StartsWith('v')
            && int.TryParse(parts[3].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && key.StartsWith(BlobKey.DocumentVersion(agency, document, version) + "/", StringComparison.Ordinal)
                ? new StoredKey(agency, document, version)
                : null;
    }
}
