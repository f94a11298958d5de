using DigitalDocs.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Ai;

internal sealed class AiDb(DbContextOptions<AiDb> options) : ServiceDb(options)
{
    public DbSet<AiCall> Calls => Set<AiCall>();

    protected override void Map(ModelBuilder model) => model.Entity<AiCall>(call =>
    {
        call.ToTable("ai_calls");
        call.HasKey(c => c.Id);
        call.Property(c => c.Id).ValueGeneratedNever();
        call.HasIndex(c => new { c.AgencyId, c.Id }).HasDatabaseName("ix_ai_calls_agency");
    });
}
