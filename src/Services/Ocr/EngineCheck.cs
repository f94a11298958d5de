using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Ocr;

/// <summary>Says which engine reads pictures of pages. Without one the service works, and documents say what is missing.</summary>
internal sealed class EngineCheck(IOptions<OcrOptions> options) : IHealthCheck
{
    private Task<string?>? _engine;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        _engine ??= NameAsync();
        return await _engine is { } name
            ? HealthCheckResult.Healthy($"Pictures of pages are read by {name}.")
            : HealthCheckResult.Degraded("No engine for pictures of pages is installed: only text layers are read.");
    }

    private async Task<string?> NameAsync() => await EngineChoice.NameAsync(options.Value.Engine, options.Value.Models);
}
