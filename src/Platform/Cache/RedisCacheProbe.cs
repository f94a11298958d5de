using DigitalDocs.Platform.Health;
using DigitalDocs.Platform.Redis;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Cache;

/// <summary>Whether the Redis of the cache can be used; everything goes on without it.</summary>
internal sealed class RedisCacheProbe(IOptions<CacheOptions> options) : IEngineProbe
{
    public string Name => "Redis (cache)";

    public EngineNeed Need => EngineNeed.ToHelp;

    public async Task<string?> WhatIsWrongAsync(CancellationToken ct) =>
        await RedisDiagnosis.FindProblemAsync(options.Value.ConnectionString!, ct) is { } problem
            ? $"{problem} (Cache:ConnectionString)."
            : null;
}
