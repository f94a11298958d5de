using DigitalDocs.Platform.Leases;
using DigitalDocs.Platform.Tests.Blobs;
using Microsoft.Data.Sqlite;

namespace DigitalDocs.Platform.Tests.Leases;

public sealed class SqliteLeasesTests : LeasesContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SqliteLeasesTests() => (One, Other) =
        (new SqliteLeases(_folder["leases.db"], Clock), new SqliteLeases(_folder["leases.db"], Clock));

    protected override ILeases One { get; }

    protected override ILeases Other { get; }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
