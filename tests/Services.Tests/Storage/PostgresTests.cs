using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Storage;

public class UsageOnPostgresTests : UsageTests
{
    internal virtual string Through => PostgresDatabase.Direct;

    internal override async Task<StorageApp> StartAsync() =>
        await StorageApp.StartAsync(Ct, await PostgresDatabase.CreateAsync(Ct, Through));
}

public class ScrubOnPostgresTests : ScrubTests
{
    internal virtual string Through => PostgresDatabase.Direct;

    internal override async Task<StorageApp> StartAsync() =>
        await StorageApp.StartAsync(Ct, await PostgresDatabase.CreateAsync(Ct, Through));
}

public sealed class UsageThroughPgBouncerTests : UsageOnPostgresTests
{
    internal override string Through => PostgresDatabase.Pooled;
}

public sealed class ScrubThroughPgBouncerTests : ScrubOnPostgresTests
{
    internal override string Through => PostgresDatabase.Pooled;
}

public sealed class OrphansOnPostgresTests : OrphanTests
{
    private PostgresDatabase? _database;

    public override async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Ct);
        Database = [("Data:Provider", "postgres"), ("Data:ConnectionString", _database.ConnectionString)];
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await base.DisposeAsync();
            await _database.DisposeAsync();
        }
    }
}

public sealed class ReplicationOnPostgresTests : ReplicationTests
{
    private PostgresDatabase? _database;

    public override async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Ct);
        Database = [("Data:Provider", "postgres"), ("Data:ConnectionString", _database.ConnectionString)];
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await base.DisposeAsync();
            await _database.DisposeAsync();
        }
    }
}
