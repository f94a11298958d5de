using DigitalDocs.Platform.Crypto;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Leases;

public static class LeaseRegistration
{
    /// <summary><see cref="ILeases"/>. May be called several times.</summary>
    public static IHostApplicationBuilder AddLeases(this IHostApplicationBuilder builder)
    {
        var path = Path.Combine(builder.DataFolder(), "leases.db");
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<ILeases>(s => new SqliteLeases(path, s.GetRequiredService<TimeProvider>()));
        return builder;
    }

    /// <summary>
    /// Runs work at start and then at an interval, once in the whole installation per interval. A failure is logged and
    /// the next turn comes as usual.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="name">Unique in the installation: <c>storage.scrub</c>.</param>
    /// <param name="interval">From a second up.</param>
    /// <param name="work">Gets a scope of its own; heeds its cancellation.</param>
    public static IHostApplicationBuilder AddPeriodicJob(
        this IHostApplicationBuilder builder, string name, TimeSpan interval, PeriodicWork work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromSeconds(1));
        builder.AddLeases();
        builder.Services.AddSingleton<IHostedService>(
            s => ActivatorUtilities.CreateInstance<PeriodicJob>(s, name, interval, work));
        return builder;
    }
}
