using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Ocr;

internal sealed class OcrDb(DbContextOptions<OcrDb> options) : ServiceDb(options)
{
    public DbSet<OcrJob> Jobs => Set<OcrJob>();

    protected override void Map(ModelBuilder model) => model.Entity<OcrJob>(job =>
    {
        job.MapJobs("jobs");
        job.HasIndex(j => new { j.DocumentId, j.Version }).HasDatabaseName("ix_jobs_document");
    });
}
