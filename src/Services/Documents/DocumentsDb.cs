using System.Text.Json;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalDocs.Documents;

internal sealed class DocumentsDb(DbContextOptions<DocumentsDb> options) : ServiceDb(options)
{
    public DbSet<Document> Documents => Set<Document>();

    public DbSet<DocumentVersion> Versions => Set<DocumentVersion>();

    public DbSet<Share> Shares => Set<Share>();

    public DbSet<Transaction> Transactions => Set<Transaction>();

    public DbSet<TransactionParty> Parties => Set<TransactionParty>();

    public DbSet<TransactionMember> Members => Set<TransactionMember>();

    public DbSet<UploadOutcome> UploadOutcomes => Set<UploadOutcome>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<Document>(MapDocument);
        model.Entity<DocumentVersion>(version =>
        {
            version.ToTable("document_versions");
            version.HasKey(v => new { v.DocumentId, v.Number });
        });
        model.Entity<Share>(share =>
        {
            share.ToTable("shares");
            share.HasIndex(s => s.DocumentId).HasDatabaseName("ix_shares_document");
            share.HasIndex(s => s.SlugHash).IsUnique().HasDatabaseName("ix_shares_slug");
        });
        model.Entity<Transaction>(transaction =>
        {
            transaction.ToTable("transactions");
            transaction.Property(t => t.Id).ValueGeneratedNever();
            transaction.Property(t => t.Revision).IsConcurrencyToken();
            Json(transaction.Property(t => t.Property));
            transaction.HasIndex(t => new { t.AgencyId, t.Id }).HasDatabaseName("ix_transactions_agency");
        });
        model.Entity<TransactionParty>(party =>
        {
            party.ToTable("transaction_parties");
            party.Property(p => p.Id).ValueGeneratedNever();
            party.HasIndex(p => new { p.TransactionId, p.Position }).HasDatabaseName("ix_transaction_parties_transaction");
        });
        model.Entity<TransactionMember>(member =>
        {
            member.ToTable("transaction_members");
            member.HasKey(m => new { m.TransactionId, m.UserId });
            member.HasIndex(m => m.UserId).HasDatabaseName("ix_transaction_members_user");
        });
        model.Entity<UploadOutcome>(outcome =>
        {
            outcome.ToTable("upload_outcomes");
            outcome.HasKey(o => o.UploadId);
        });
    }

    private static void MapDocument(EntityTypeBuilder<Document> document)
    {
        document.ToTable("documents");
        document.HasKey(d => d.Id);
        document.Property(d => d.Id).ValueGeneratedNever();
        document.Property(d => d.Revision).IsConcurrencyToken();
        document.Ignore(d => d.Tags);
        Json(document.Property(d => d.Class));
        Json(document.Property(d => d.Fields));
        Json(document.Property(d => d.Parts));
        Json(document.Property(d => d.EditedFields));
        document.HasIndex(d => new { d.AgencyId, d.Id }).HasDatabaseName("ix_documents_agency");
        document.HasIndex(d => new { d.AgencyId, d.Sha256 }).HasDatabaseName("ix_documents_sha256");
        document.HasIndex(d => d.TransactionId).HasDatabaseName("ix_documents_transaction");
        document.HasIndex(d => new { d.Status, d.StatusAt }).HasDatabaseName("ix_documents_status");
    }

    // Values are replaced, never changed in place, so that comparing references finds every change.
    private static void Json<T>(PropertyBuilder<T> property) =>
        property.HasConversion(
            value => JsonSerializer.Serialize(value, WireJson.Options),
            stored => JsonSerializer.Deserialize<T>(stored, WireJson.Options)!,
            new ValueComparer<T>(
                (one, other) => ReferenceEquals(one, other), value => value == null ? 0 : value.GetHashCode(), value => value));
}
