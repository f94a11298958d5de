using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Storage;

public sealed class StorageDb(DbContextOptions<StorageDb> options) : ServiceDb(options)
{
    internal DbSet<StoredDocument> Documents => Set<StoredDocument>();

    internal DbSet<StoredFile> Files => Set<StoredFile>();

    /// <summary>Finds what is known of a document, or begins to know it.</summary>
    internal async Task<StoredDocument> DocumentAsync(Guid id, Guid agency, CancellationToken ct) =>
        await Documents.FindAsync([id], ct) ?? Documents.Add(new StoredDocument { Id = id, AgencyId = agency }).Entity;

    internal async Task ApplyAsync(DocumentState state, CancellationToken ct) =>
        (await DocumentAsync(state.Id, state.AgencyId, ct)).Apply(state.Revision, state.ClassCode);

    protected override void Map(ModelBuilder model)
    {
        model.Entity<StoredDocument>(document =>
        {
            document.ToTable("stored_documents");
            document.HasKey(row => row.Id);

            // Handlers of different events may meet at one document: the one that read an older row tries again.
            document.Property(row => row.Revision).IsConcurrencyToken();
            document.HasIndex(row => row.AgencyId).HasDatabaseName("ix_stored_documents_agency_id");
        });
        model.Entity<StoredFile>(file =>
        {
            file.ToTable("stored_files");
            file.HasKey(row => new { row.DocumentId, row.Version });
            file.HasIndex(row => row.AgencyId).HasDatabaseName("ix_stored_files_agency_id");
            file.HasIndex(row => row.CheckedAt).HasDatabaseName("ix_stored_files_checked_at");
        });
    }
}
