using System.Text;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Storage.Resumable;

/// <summary>
/// The header <c>Upload-Metadata</c>: pairs between commas, each a key and, after a space, a value in Base64. Keys that mean
/// nothing here are kept and given back.
/// </summary>
internal sealed class UploadMetadata
{
    private const string NoName = "unnamed";
    private readonly Dictionary<string, string> _values;

    private UploadMetadata(Dictionary<string, string> values) => _values = values;

    public string? Name => Find("filename") ?? Find("name");

    /// <summary>Reads what was accepted before.</summary>
    public static UploadMetadata Read(string header) =>
        TryRead(header, out var metadata) ? metadata! : throw new FormatException("The kept metadata cannot be read.");

    /// <returns>False for a header that is not of that form.</returns>
    public static bool TryRead(string header, out UploadMetadata? metadata)
    {
        metadata = null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in header.Split(',', StringSplitOptions.TrimEntries))
        {
            var words = pair.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 && header.Trim().Length == 0)
            {
                break;
            }

            if (words.Length is 0 or > 2 || !words[0].All(c => c is > ' ' and <= '~')
                || Decode(words.ElementAtOrDefault(1) ?? "") is not { } value || !values.TryAdd(words[0], value))
            {
                return false;
            }
        }

        metadata = new UploadMetadata(values);
        return true;
    }

    /// <summary>What is wrong with it that the documents service could not even be asked about.</summary>
    public Failure? Check() =>
        Find("transactionId") is { } transaction && !Guid.TryParse(transaction, out _)
            ? Failure.Invalid("transactionId", "This is not an id.")
            : null;

    public UploadIntent ToIntent(long? size) => new(
        Name ?? NoName,
        size,
        Guid.TryParse(Find("transactionId"), out var transaction) ? transaction : null,
        Find("class"),
        Find("tags")?.Split(','),
        Find("sha256"),
        Find("onDuplicate"));

    private static string? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\uFFFD') : text;
    }

    private string? Find(string key) => _values.GetValueOrDefault(key) is { Length: > 0 } value ? value : null;
}
