using DigitalDocs.Platform.Health;
using DigitalDocs.Platform.Redis;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>Whether Redis can carry events. Without it they wait in the outboxes, and no request is refused.</summary>
internal sealed class RedisEventsProbe(IOptions<EventsOptions> options) : IEngineProbe
{
    public string Name => "Redis for events";

    public EngineNeed Need => EngineNeed.ToHelp;

    public async Task<string?> WhatIsWrongAsync(CancellationToken ct) =>
        await RedisDiagnosis.FindProblemAsync(options.Value.ConnectionString!, ct, mustKeepAll: true) is { } problem
            ? $"{problem} (Events:ConnectionString)."
            : null;
}
