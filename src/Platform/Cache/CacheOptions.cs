using System.ComponentModel.DataAnnotations;
using DigitalDocs.Platform.Composition;

namespace DigitalDocs.Platform.Cache;

/// <summary>What may be lost: cached answers, rate counters and news between processes.</summary>
public sealed class CacheOptions : IValidatableObject
{
    public const string Section = "Cache";

    public const string Memory = "memory";

    public const string Redis = "redis";

    /// <summary>
    /// Cache, rate counters and news between processes: <c>memory</c> (of each process) or <c>redis</c> (of all).
    /// </summary>
    [OneOf(Memory, Redis)]
    public string Provider { get; set; } = Memory;

    /// <summary>
    /// Redis: <c>host:6379,password=…</c>, the nodes of a cluster, or sentinels with <c>serviceName=…</c>
    /// (and <c>sentinelPassword=…</c> where theirs is another one).
    /// </summary>
    [Secret]
    public string? ConnectionString { get; set; }

    /// <summary>What all keys and channels in Redis begin with; installations that share a server need different ones.</summary>
    [RegularExpression("[a-z0-9-]{1,40}")]
    public string Prefix { get; set; } = "dd";

    /// <summary>How many rate counters a process keeps at most; beyond that the least used are forgotten.</summary>
    [Range(1_000, 10_000_000)]
    public int MaxCounters { get; set; } = 200_000;

    public bool IsRedis => Provider == Redis;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsRedis && string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return new ValidationResult(
                "Cache:ConnectionString is needed for Cache:Provider=redis.", [nameof(ConnectionString)]);
        }
    }
}
