using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Architecture.Tests;

public sealed class SchemaTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_migrated_SQLite_databases_are_what_the_models_say() =>
        (await DifferencesAsync([])).ShouldBeEmpty();

    [Fact]
    public async Task The_migrated_PostgreSQL_schemas_are_what_the_models_say()
    {
        await using var database = await PostgresDatabase.CreateAsync(Ct);

        (await DifferencesAsync(["--Data:Provider=postgres", $"--Data:ConnectionString={database.ConnectionString}"]))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_table_with_an_agency_is_filtered_by_it()
    {
        using var folder = new TempFolder();
        await using var services = Services(folder.Path, []);
        await using var scope = services.CreateAsyncScope();
        var unfiltered =
            from database in services.GetServices<ServiceDatabase>()
            from entity in scope.ServiceProvider.GetRequiredKeyedService<ServiceDb>(database.Service).Model.GetEntityTypes()
            where entity.FindProperty("AgencyId") is not null && !typeof(IAgencyOwned).IsAssignableFrom(entity.ClrType)
            select $"{database.Service}.{entity.GetTableName()}";

        unfiltered.Distinct().Where(table => !Exceptions.UnfilteredTables.Contains(table.Split('.')[1])
            && !Exceptions.UnfilteredTables.Contains(table)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_column_that_the_model_does_not_know_is_found()
    {
        using var folder = new TempFolder();
        await using var services = Services(folder.Path, []);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredKeyedService<ServiceDb>("documents");
        var outbox = db.Model.GetEntityTypes().Single(entity => entity.GetTableName() == "outbox");

        var differences = Schema.Compare(
            "documents", outbox, new Dictionary<string, (string, bool)> { ["surprise"] = ("TEXT", true), ["seq"] = ("TEXT", false) });

        differences.ShouldContain("documents.outbox.surprise is not in the model");
        differences.ShouldContain("documents.outbox.seq is TEXT, the model says INTEGER");
        differences.ShouldContain("documents.outbox.type was not migrated");
    }

    private static async Task<List<string>> DifferencesAsync(string[] settings)
    {
        using var folder = new TempFolder();
        await using var services = Services(folder.Path, settings);
        services.MigrateDatabases();
        var differences = new List<string>();
        foreach (var database in services.GetServices<ServiceDatabase>())
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredKeyedService<ServiceDb>(database.Service);
            differences.AddRange(await Schema.DifferencesAsync(db, database.Service, Ct));
        }

        return differences;
    }

    private static ServiceProvider Services(string folder, string[] settings)
    {
        var catalogue = ServiceCatalogue.Select(Host.Services.All, ServiceCatalogue.AllTargets, out _);
        return Host.Composition.CreateBuilder([$"--Data:Folder={folder}", .. settings], catalogue).Services.BuildServiceProvider();
    }
}
