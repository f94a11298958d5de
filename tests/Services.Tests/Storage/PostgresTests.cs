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
