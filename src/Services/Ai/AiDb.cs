using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Ai;

internal sealed class AiDb(DbContextOptions<AiDb> options) : ServiceDb(options)
{
    public DbSet<AiCall> Calls => Set<AiCall>();

    public DbSet<AnalysisJob> AnalysisJobs => Set<AnalysisJob>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<AiCall>(call =>
        {
            call.ToTable("ai_calls");
            call.HasKey(c => c.Id);
            call.Property(c => c.Id).ValueGeneratedNever();
            call.HasIndex(c => new { c.AgencyId, c.Id }).HasDatabaseName("ix_ai_calls_agency");
        });
        model.Entity<AnalysisJob>().MapJobs("analysis_jobs");
    }
}
