using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Health;

/// <summary>
/// A process that is told to stop says so first: not ready, and no connection is kept. It goes on answering for
/// <c>Edge:DrainFor</c>, in which whoever sends it work moves away; then it stops listening and ends what is in flight.
/// </summary>
internal sealed class Draining(
    IHostApplicationLifetime lifetime, IOptions<EdgeOptions> options, TimeProvider clock) : IHealthCheck, IHostedLifecycleService
{
    private bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsStopping ? HealthCheckResult.Unhealthy("This process is stopping.") : HealthCheckResult.Healthy());

    public void Announce(HttpContext context)
    {
        if (IsStopping && HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            context.Response.Headers.Connection = "close";
        }
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (options.Value.DrainFor > TimeSpan.Zero)
        {
            await Task.Delay(options.Value.DrainFor, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
