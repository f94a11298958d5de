using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Storage;

public sealed class UsageOnPostgresTests : UsageTests
{
    internal override async Task<StorageApp> StartAsync() =>
        await StorageApp.StartAsync(Ct, await PostgresDatabase.CreateAsync(Ct));
}

public sealed class ScrubOnPostgresTests : ScrubTests
{
    internal override async Task<StorageApp> StartAsync() =>
        await StorageApp.StartAsync(Ct, await PostgresDatabase.CreateAsync(Ct));
}
