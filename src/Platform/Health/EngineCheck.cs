using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DigitalDocs.Platform.Health;

/// <summary>One engine's line in <c>/health/ready</c>.</summary>
internal sealed class EngineCheck(EngineProbes probes, IEngineProbe probe) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (await probes.WhatIsWrongAsync(probe, cancellationToken) is not { } why)
        {
            return HealthCheckResult.Healthy();
        }

        return probe.Need == EngineNeed.ToHelp ? HealthCheckResult.Degraded(why) : HealthCheckResult.Unhealthy(why);
    }
}
