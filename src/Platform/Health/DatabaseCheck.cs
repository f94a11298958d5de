using DigitalDocs.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DigitalDocs.Platform.Health;

/// <summary>Asks every service's SQLite file of this process for one row.</summary>
internal sealed class DatabaseCheck(IServiceScopeFactory scopes, IEnumerable<ServiceDatabase> databases) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        foreach (var database in databases)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredKeyedService<ServiceDb>(database.Service);
                await db.Database.ExecuteSqlAsync($"SELECT 1", cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                return HealthCheckResult.Unhealthy($"The database of {database.Service} does not answer.", exception);
            }
        }

        return HealthCheckResult.Healthy();
    }
}
