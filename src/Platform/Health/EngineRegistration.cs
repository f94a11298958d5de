using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Platform.Health;

public static class EngineRegistration
{
    /// <summary>
    /// Has an engine asked about by <c>/health/ready</c>, <c>check-config</c> and the start. Repetition is harmless:
    /// one probe a class.
    /// </summary>
    public static void AddEngineProbe<TProbe>(this IHostApplicationBuilder builder)
        where TProbe : class, IEngineProbe =>
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IEngineProbe, TProbe>());

    /// <summary>The relational engine that is configured.</summary>
    internal static void AddDatabaseProbes(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<Databases>();
        if (builder.AddCheckedOptions<DataOptions>(DataOptions.Section).IsPostgres)
        {
            builder.AddEngineProbe<PostgresProbe>();
        }
        else
        {
            builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("databases");
        }
    }

    internal static void AddEngineChecks(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<EngineProbes>();
        services.AddSingleton<HealthChanges>();
        services.AddSingleton<IConfigureOptions<HealthCheckServiceOptions>>(provider =>
            new ConfigureOptions<HealthCheckServiceOptions>(options =>
            {
                var probes = provider.GetRequiredService<EngineProbes>();
                foreach (var probe in probes.All)
                {
                    options.Registrations.Add(new HealthCheckRegistration(
                        probe.Name, new EngineCheck(probes, probe), HealthStatus.Unhealthy, []));
                }
            }));
    }
}
