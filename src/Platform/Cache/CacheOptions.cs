using System.ComponentModel.DataAnnotations;
using DigitalDocs.Platform.Composition;

namespace DigitalDocs.Platform.Cache;

/// <summary>What may be lost: cached answers and rate counters.</summary>
public sealed class CacheOptions
{
    public const string Section = "Cache";

    public const string Memory = "memory";

    /// <summary>Cache: <c>memory</c> (of each process).</summary>
    [OneOf(Memory)]
    public string Provider { get; set; } = Memory;

    /// <summary>How many rate counters a process keeps at most; beyond that the least used are forgotten.</summary>
    [Range(1_000, 10_000_000)]
    public int MaxCounters { get; set; } = 200_000;
}
