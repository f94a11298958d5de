using DigitalDocs.Platform.Leases;
using Microsoft.Data.Sqlite;

using DigitalDocs.Testing;

namespace DigitalDocs.Platform.Tests.Leases;

public sealed class SqliteLeasesTests : LeasesContract, IDisposable
{
    private readonly TempFolder _folder = new();

    public SqliteLeasesTests() => (One, Other) =
        (new SqliteLeases(_folder.File("leases.db"), Clock), new SqliteLeases(_folder.File("leases.db"), Clock));

    protected override ILeases One { get; }

    protected override ILeases Other { get; }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
