using DigitalDocs.Platform.Cache;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Jobs;

/// <summary>How a process works off a queue.</summary>
/// <param name="Service">Whose queue it is.</param>
/// <param name="Places">Jobs in work at the same time in this process.</param>
/// <param name="Lease">How long a claimed job stays with a process that no longer renews it.</param>
public sealed record JobSettings<TJob>(string Service, int Places, TimeSpan Lease)
    where TJob : QueuedJob;

public static class JobRegistration
{
    /// <summary>A queue in the service's own database, and what works it off. Call <c>AddServiceDb</c> first.</summary>
    public static void AddJobs<TDb, TJob, TWork>(
        this IHostApplicationBuilder builder, Func<IServiceProvider, (int Places, TimeSpan Lease)> settings)
        where TDb : ServiceDb
        where TJob : QueuedJob
        where TWork : class, IJobWork<TJob>
    {
        builder.AddPlatformCache();
        var (service, services) = (builder.ServiceName(), builder.Services);
        services.TryAddSingleton<JobOwner>();
        services.AddSingleton(provider =>
        {
            var (places, lease) = settings(provider);
            return new JobSettings<TJob>(service, places, lease);
        });
        services.AddSingleton<JobQueue<TDb, TJob>>();
        services.AddSingleton<JobSignal<TJob>>();
        services.AddSingleton<IJobWork<TJob>, TWork>();
        services.AddHostedService<JobRunner<TDb, TJob>>();
    }

    /// <summary>Maps what every queue has.</summary>
    /// <param name="table">Its name; the index of its turns is <c>ix_{table}_turn</c>.</param>
    public static void MapJobs<TJob>(this EntityTypeBuilder<TJob> job, string table)
        where TJob : QueuedJob
    {
        job.ToTable(table);
        job.Property(j => j.Id).ValueGeneratedNever();
        job.Property(j => j.Owner).IsConcurrencyToken();
        job.HasIndex(j => new { j.Status, j.AgencyId, j.Id, j.LeaseUntil }).HasDatabaseName($"ix_{table}_turn");
    }
}
