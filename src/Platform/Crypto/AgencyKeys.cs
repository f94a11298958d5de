using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace DigitalDocs.Platform.Crypto;

/// <summary>
/// The keys of each agency, wrapped by the vault's master key in one file per agency. <see cref="Installation"/> has
/// keys like an agency: for what belongs to no agency. Every process of the installation sees the same keys, whoever
/// made them.
/// </summary>
public sealed class AgencyKeys
{
    /// <summary>Stands for the installation itself.</summary>
    public static readonly Guid Installation = Guid.Empty;

    private readonly ConcurrentDictionary<Guid, AgencyKeyFile> _agencies = new();
    private readonly string _folder;
    private readonly IKeyVault _vault;
    private readonly TimeProvider _clock;

    internal AgencyKeys(string folder, IKeyVault vault, TimeProvider clock)
    {
        _folder = Path.Combine(folder, "agencies");
        _vault = vault;
        _clock = clock;
    }

    /// <summary>Gives an agency a new key for what is written from now on; older ones go on opening what they sealed.</summary>
    public Guid Rotate(Guid agency) => Of(agency).Rotate().Id;

    /// <summary>
    /// Wraps every agency's keys with the active master key, after which older master keys are no longer needed. Touches
    /// these files only: no blob and no row.
    /// </summary>
    /// <returns>How many agencies' keys were wrapped anew.</returns>
    public int RewrapAll()
    {
        if (!Directory.Exists(_folder))
        {
            return 0;
        }

        var agencies = Directory.EnumerateFiles(_folder, "*.json")
            .Select(file => Guid.TryParse(Path.GetFileNameWithoutExtension(file), out var id) ? id : (Guid?)null)
            .OfType<Guid>()
            .ToList();
        agencies.ForEach(agency => Of(agency).Rewrap());
        return agencies.Count;
    }

    /// <summary>The key that seals what is new.</summary>
    internal AgencyKey Active(Guid agency) => Of(agency).Active();

    /// <summary>The key an agency got first: for look-ups that must give the same answer for ever.</summary>
    internal AgencyKey First(Guid agency) => Of(agency).First();

    /// <summary>All keys of an agency, the newest first.</summary>
    internal IReadOnlyList<AgencyKey> All(Guid agency) => Of(agency).All();

    /// <exception cref="CryptographicException">The agency has no such key here.</exception>
    internal AgencyKey Find(Guid agency, Guid id) => Of(agency).Find(id)
        ?? throw new CryptographicException($"Agency {agency} has no key {id} here.");

    private AgencyKeyFile Of(Guid agency) => _agencies.GetOrAdd(agency, id => new AgencyKeyFile(_folder, id, _vault, _clock));
}
