using DigitalDocs.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Ocr;

internal sealed class OcrDb(DbContextOptions<OcrDb> options) : ServiceDb(options)
{
    public DbSet<OcrJob> Jobs => Set<OcrJob>();

    protected override void Map(ModelBuilder model) => model.Entity<OcrJob>(job =>
    {
        job.ToTable("jobs");
        job.Property(j => j.Id).ValueGeneratedNever();
        job.Property(j => j.Owner).IsConcurrencyToken();
        job.HasIndex(j => new { j.Status, j.Id }).HasDatabaseName("ix_jobs_status");
        job.HasIndex(j => new { j.DocumentId, j.Version }).HasDatabaseName("ix_jobs_document");
    });
}
