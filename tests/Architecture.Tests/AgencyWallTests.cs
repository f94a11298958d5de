using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DigitalDocs.Architecture.Tests;

/// <summary>The second wall between agencies, on every table that has an agency, with the first one taken away.</summary>
public sealed class AgencyWallTests
{
    private readonly Guid _mine = Guid.CreateVersion7();
    private readonly Guid _theirs = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_a_query_forgets_another_agencys_rows_stay_invisible(bool asSuperuser)
    {
        await using var database = await PostgresDatabase.CreateAsync(Ct);
        var login = asSuperuser ? database.SuperuserConnectionString : database.ConnectionString;
        using var folder = new TempFolder();
        await using var services = Services(folder.Path, login);
        services.MigrateDatabases();
        var tables = Tables(services);
        foreach (var (service, table) in tables)
        {
            await database.ExecuteAsync(RowOf(service, table, _mine) + RowOf(service, table, _theirs), Ct);
        }

        tables.Count.ShouldBeGreaterThan(15);
        foreach (var (service, table) in tables)
        {
            (await SeenAsync(services, service, table, _mine)).ShouldBe([_mine], table);
            (await SeenAsync(services, service, table, Guid.Empty)).ShouldBeEmpty(table);
            await Should.ThrowAsync<PostgresException>(
                RunAsync(services, service, _mine, $"UPDATE {table} SET agency_id = '{_theirs}'"), table);
            (await RunAsync(services, service, _mine, $"DELETE FROM {table} WHERE agency_id = '{_theirs}'")).ShouldBe(0, table);
            (await RunAsync(services, service, _theirs, $"DELETE FROM {table}")).ShouldBe(1, table);
        }
    }

    [Fact]
    public async Task A_connection_that_names_no_agency_sees_no_rows()
    {
        await using var database = await PostgresDatabase.CreateAsync(Ct);
        using var folder = new TempFolder();
        await using var services = Services(folder.Path, database.ConnectionString);
        services.MigrateDatabases();
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Ct);
        foreach (var (service, table) in Tables(services))
        {
            await database.ExecuteAsync(RowOf(service, table, _mine), Ct);
            await using var count = new NpgsqlCommand($"SELECT count(*) FROM \"{service}\".{table}", connection);
            (await count.ExecuteScalarAsync(Ct)).ShouldBe(0L, table);
        }
    }

    [Fact]
    public void Only_AcrossAgencies_takes_the_filter_away_because_the_wall_opens_for_nothing_else() =>
        Directory.GetFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path).Contains("IgnoreQueryFilters(", StringComparison.Ordinal))
            .Select(Path.GetFileName).ShouldBe(["ServiceDb.cs"]);

    private static List<(string Service, string Table)> Tables(ServiceProvider services)
    {
        using var scope = services.CreateScope();
        return
        [
            .. (from database in services.GetServices<ServiceDatabase>()
                from entity in scope.ServiceProvider.GetRequiredKeyedService<ServiceDb>(database.Service).Model.GetEntityTypes()
                where entity.FindProperty("AgencyId") is not null && entity.GetTableName() is not null
                select (database.Service, entity.GetTableName()!)).Distinct(),
        ];
    }

    private static async Task<List<Guid>> SeenAsync(IServiceProvider services, string service, string table, Guid agency)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().BecomeService("tests", agency);
        var sql = $"SELECT agency_id AS \"Value\" FROM {table} WHERE agency_id IS NOT NULL";
        return await scope.ServiceProvider.GetRequiredKeyedService<ServiceDb>(service).Database.SqlQueryRaw<Guid>(sql).ToListAsync(Ct);
    }

    private static async Task<int> RunAsync(IServiceProvider services, string service, Guid agency, string sql)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().BecomeService("tests", agency);
        return await scope.ServiceProvider.GetRequiredKeyedService<ServiceDb>(service).Database.ExecuteSqlRawAsync(sql, Ct);
    }

    // A row with something in every column that must have something; references need not hold.
    private static string RowOf(string service, string table, Guid agency) =>
        $"""
        SET session_replication_role = replica;
        DO $row$
        DECLARE names text; vals text;
        BEGIN
            SELECT string_agg(quote_ident(column_name), ', '), string_agg(CASE
                WHEN column_name = 'agency_id' THEN quote_literal('{agency}') || '::uuid'
                WHEN data_type = 'uuid' THEN 'gen_random_uuid()'
                WHEN data_type = 'text' THEN 'gen_random_uuid()::text'
                WHEN data_type = 'boolean' THEN 'false'
                WHEN data_type LIKE 'timestamp%' OR data_type = 'date' THEN 'now()'
                WHEN data_type = 'bytea' THEN quote_literal('')
                ELSE '1' END, ', ')
            INTO names, vals FROM information_schema.columns
            WHERE table_schema = '{service}' AND table_name = '{table}' AND is_identity = 'NO'
                AND (is_nullable = 'NO' OR column_name = 'agency_id');
            EXECUTE format('INSERT INTO %I.%I (%s) VALUES (%s)', '{service}', '{table}', names, vals);
        END $row$;
        """;

    private static ServiceProvider Services(string folder, string connectionString)
    {
        var catalogue = ServiceCatalogue.Select(Host.Services.All, ServiceCatalogue.AllTargets, out _);
        return Host.Composition.CreateBuilder(
            [$"--Data:Folder={folder}", "--Data:Provider=postgres", $"--Data:ConnectionString={connectionString}", "--Logging:LogLevel:Default=None"], catalogue)
            .Services.BuildServiceProvider();
    }
}
