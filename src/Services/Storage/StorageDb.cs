using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Data;
using DigitalDocs.Storage.Links;
using DigitalDocs.Storage.Orphans;
using DigitalDocs.Storage.Resumable;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Storage;

internal sealed class StorageDb(DbContextOptions<StorageDb> options) : ServiceDb(options)
{
    public DbSet<StoredDocument> Documents => Set<StoredDocument>();

    public DbSet<StoredFile> Files => Set<StoredFile>();

    public DbSet<UpkeepTurn> Turns => Set<UpkeepTurn>();

    public DbSet<Orphan> Orphans => Set<Orphan>();

    public DbSet<DirectLink> Links => Set<DirectLink>();

    public DbSet<DirectUpload> DirectUploads => Set<DirectUpload>();

    public DbSet<Upload> Uploads => Set<Upload>();

    public DbSet<UploadPiece> Pieces => Set<UploadPiece>();

    /// <summary>
    /// Takes note of a document's state. Events arrive in any order and at once: an older revision changes nothing, and
    /// one statement decides it, so that handlers never collide at a row and repeating it does no harm.
    /// </summary>
    public Task NoteAsync(DocumentState state, CancellationToken ct) =>
        UpsertAsync(state.Id, state.AgencyId, state.Revision, state.ClassCode, trashed: false, ct);

    public Task NoteTrashedAsync(Guid id, Guid agency, long revision, CancellationToken ct) =>
        UpsertAsync(id, agency, revision, classCode: null, trashed: true, ct);

    protected override void Map(ModelBuilder model)
    {
        model.Entity<StoredDocument>(document =>
        {
            document.ToTable("stored_documents");
            document.HasKey(row => row.Id);
            document.HasIndex(row => row.AgencyId).HasDatabaseName("ix_stored_documents_agency_id");
        });
        model.Entity<StoredFile>(file =>
        {
            file.ToTable("stored_files");
            file.HasKey(row => new { row.DocumentId, row.Version });
            file.HasIndex(row => row.AgencyId).HasDatabaseName("ix_stored_files_agency_id");
            file.HasIndex(row => row.CheckedAt).HasDatabaseName("ix_stored_files_checked_at");
            file.HasIndex(row => row.DueAt).HasDatabaseName("ix_stored_files_due_at");
        });
        MapUpkeep(model);
        MapUploads(model);
    }

    private static void MapUpkeep(ModelBuilder model)
    {
        model.Entity<UpkeepTurn>(turn =>
        {
            turn.ToTable("upkeep_turns");
            turn.HasKey(row => row.Name);
        });
        model.Entity<Orphan>(orphan =>
        {
            orphan.ToTable("orphans");
            orphan.HasKey(row => row.BlobKey);
            orphan.HasIndex(row => row.AgencyId).HasDatabaseName("ix_orphans_agency_id");
        });
        model.Entity<DirectLink>(link =>
        {
            link.ToTable("direct_links");
            link.Property(row => row.Id).ValueGeneratedNever();
            link.HasIndex(row => new { row.AgencyId, row.DocumentId }).HasDatabaseName("ix_direct_links_agency_id");
        });
        model.Entity<DirectUpload>(upload =>
        {
            upload.ToTable("direct_uploads");
            upload.Property(row => row.Id).ValueGeneratedNever();
            upload.HasIndex(row => row.AgencyId).HasDatabaseName("ix_direct_uploads_agency_id");
            upload.HasIndex(row => row.ExpiresAt).HasDatabaseName("ix_direct_uploads_expires_at");
        });
    }

    private static void MapUploads(ModelBuilder model)
    {
        model.Entity<Upload>(upload =>
        {
            upload.ToTable("uploads");
            upload.Property(row => row.Id).ValueGeneratedNever();
            upload.Property(row => row.Revision).IsConcurrencyToken();
            upload.HasIndex(row => new { row.AgencyId, row.OwnerId, row.Id }).HasDatabaseName("ix_uploads_owner");
            upload.HasIndex(row => new { row.Status, row.StatusAt }).HasDatabaseName("ix_uploads_status");
            upload.HasIndex(row => row.FinalId).HasDatabaseName("ix_uploads_final_id");
        });
        model.Entity<UploadPiece>(piece =>
        {
            piece.ToTable("upload_pieces");
            piece.Property(row => row.Id).ValueGeneratedNever();
            piece.HasIndex(row => new { row.UploadId, row.Start }).HasDatabaseName("ix_upload_pieces_upload");
        });
    }

    private Task UpsertAsync(
        Guid id, Guid agency, long revision, string? classCode, bool trashed, CancellationToken ct) =>
        Database.ExecuteSqlAsync(
            $"""
            INSERT INTO stored_documents (id, agency_id, class_code, trashed, revision)
            VALUES ({id}, {agency}, {classCode}, {trashed}, {revision})
            ON CONFLICT (id) DO UPDATE SET
                class_code = CASE WHEN excluded.trashed THEN stored_documents.class_code ELSE excluded.class_code END,
                trashed = excluded.trashed,
                revision = excluded.revision
            WHERE excluded.revision > stored_documents.revision
            """,
            ct);
}
