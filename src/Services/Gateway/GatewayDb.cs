using DigitalDocs.Gateway.Streaming;
using DigitalDocs.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Gateway;

public sealed class GatewayDb(DbContextOptions<GatewayDb> options) : ServiceDb(options)
{
    internal DbSet<StreamEntry> StreamEntries => Set<StreamEntry>();

    protected override void Map(ModelBuilder model) => model.Entity<StreamEntry>(entry =>
    {
        entry.ToTable("stream_entries");
        entry.HasKey(row => row.Seq);
        entry.Property(row => row.Seq).ValueGeneratedOnAdd();
        entry.HasIndex(row => row.At).HasDatabaseName("ix_stream_entries_at");
    });
}
