using DigitalDocs.Platform.Data;
using DigitalDocs.Search.Recent;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Search;

/// <summary>What the service keeps beside the index.</summary>
public sealed class SearchDb(DbContextOptions<SearchDb> options) : ServiceDb(options)
{
    internal DbSet<RecentSearch> RecentSearches => Set<RecentSearch>();

    internal DbSet<TransactionName> TransactionNames => Set<TransactionName>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<RecentSearch>(search =>
        {
            search.ToTable("recent_searches");
            search.HasKey(row => new { row.AgencyId, row.UserId, row.Folded });
            search.HasIndex(row => new { row.AgencyId, row.UserId, row.At }).HasDatabaseName("ix_recent_searches_at");
        });
        model.Entity<TransactionName>(name =>
        {
            name.ToTable("transaction_names");
            name.HasKey(row => row.Id);
        });
    }
}

/// <summary>What a transaction is called, to label facets.</summary>
internal sealed class TransactionName : IAgencyOwned
{
    public required Guid Id { get; init; }

    public Guid AgencyId { get; set; }

    public required string Name { get; set; }

    public required int Revision { get; set; }
}
