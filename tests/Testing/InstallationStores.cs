namespace DigitalDocs.Testing;

/// <summary>The stores of one installation, as settings; what is on shared servers is removed with it.</summary>
public sealed class InstallationStores(IReadOnlyList<string> settings, params IAsyncDisposable[] owned) : IAsyncDisposable
{
    public IReadOnlyList<string> Settings => settings;

    /// <summary>A place of its own on the servers that <c>DD_TEST_…</c> name; skips when one of them is absent.</summary>
    public static async Task<InstallationStores> SharedAsync(Stores stores, CancellationToken ct)
    {
        switch (stores)
        {
            case Stores.Embedded:
                return new([]);
            case Stores.Postgres:
                var database = await PostgresDatabase.CreateAsync(ct);
                return new(Postgres(database.ConnectionString), database);
            default:
                throw new ArgumentOutOfRangeException(nameof(stores));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var thing in owned)
        {
            await thing.DisposeAsync();
        }
    }

    private static List<string> Postgres(string connectionString) =>
        ["--Data:Provider=postgres", $"--Data:ConnectionString={connectionString}"];
}
