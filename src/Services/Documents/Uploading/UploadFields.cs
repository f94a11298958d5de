using DigitalDocs.Contracts.Ai;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Documents;

/// <summary>What the sender says of the files besides their bytes.</summary>
internal sealed class UploadFields
{
    public const string Link = "link";
    public const string Keep = "keep";
    private static readonly string[] Known = ["transactionId", "class", "tags", "onDuplicate", "sha256"];
    private readonly Dictionary<string, List<string>> _values = [];
    private readonly Dictionary<string, string[]> _errors = [];

    public Guid? TransactionId { get; private set; }

    public string? Class { get; private set; }

    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <summary>Declared hashes in the order of the files.</summary>
    public IReadOnlyList<string> Sha256 { get; private set; } = [];

    public bool LinksDuplicates { get; private set; } = true;

    public static UploadFields Of(UploadIntent intent)
    {
        var fields = new UploadFields();
        fields.AddAll("transactionId", intent.TransactionId is { } id ? [id.ToString()] : []);
        fields.AddAll("class", intent.Class is null ? [] : [intent.Class]);
        fields.AddAll("tags", intent.Tags ?? []);
        fields.AddAll("sha256", intent.Sha256 is null ? [] : [intent.Sha256]);
        fields.AddAll("onDuplicate", intent.OnDuplicate is null ? [] : [intent.OnDuplicate]);
        return fields;
    }

    public static bool IsKnown(string name) => Known.Contains(name);

    public void Add(string name, string value)
    {
        if (!IsKnown(name))
        {
            _errors[Plain(name)] = ["This field is not known here."];
        }
        else if (_values.TryGetValue(name, out var values))
        {
            values.Add(value);
        }
        else
        {
            _values[name] = [value];
        }
    }

    public void AddAll(string name, IEnumerable<string?> values)
    {
        foreach (var value in values)
        {
            Add(name, value ?? "");
        }
    }

    /// <summary>Reads the collected values; null when all are good.</summary>
    public Failure? Check(int files)
    {
        Class = One("class");
        Expect("class", Class is null || ClassCodes.All.Contains(Class), "This class is not known.");
        Tags = DocumentTags.Read(_values.GetValueOrDefault("tags") ?? [], out var tagError);
        Expect("tags", tagError is null, tagError ?? "");
        Sha256 = [.. (_values.GetValueOrDefault("sha256") ?? []).SelectMany(value => value.Split(',')).Select(Hash)];
        Expect("sha256", Sha256.All(hash => hash.Length == 64 && hash.All(char.IsAsciiHexDigit)), "64 hexadecimal digits.");
        Expect("sha256", Sha256.Count == 0 || Sha256.Count == files, "One hash for each file, in their order.");
        var onDuplicate = One("onDuplicate");
        LinksDuplicates = onDuplicate is null or Link;
        Expect("onDuplicate", onDuplicate is null or Link or Keep, "link or keep.");
        if (One("transactionId") is { } transaction)
        {
            TransactionId = Guid.TryParse(transaction, out var id) ? id : null;
            Expect("transactionId", TransactionId is not null, "This is not an id.");
        }

        return _errors.Count == 0 ? null : Failure.Invalid(_errors);
    }

    private static string Hash(string value) => value.Trim().ToLowerInvariant();

    private static string Plain(string name) => name.Length <= 100 ? name : name[..100];

    private string? One(string name)
    {
        var values = _values.GetValueOrDefault(name);
        Expect(name, values is null or { Count: 1 }, "At most once.");
        return values is [{ Length: > 0 } value] ? value : null;
    }

    private void Expect(string name, bool holds, string message)
    {
        if (!holds)
        {
            _errors.TryAdd(name, [message]);
        }
    }
}
