using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Auth;
using DigitalDocs.Authorization;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using DigitalDocs.Testing;
using DigitalDocs.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace DigitalDocs.Services.Tests.Auth;

/// <summary>The identity services on both relational engines.</summary>
public sealed class StoreTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task The_migrated_tables_have_the_columns_that_the_model_maps(string engine)
    {
        await using var database = engine == "postgres" ? await PostgresDatabase.CreateAsync(Ct) : null;
        await using var identity = await StartAsync(database);

        await ShouldMatchAsync<AuthDb>(identity);
        await ShouldMatchAsync<UsersDb>(identity);
        await ShouldMatchAsync<AuthorizationDb>(identity);
    }

    [Theory]
    [InlineData(PostgresDatabase.Direct)]
    [InlineData(PostgresDatabase.Pooled)]
    public async Task People_sign_in_refresh_and_are_refused_on_PostgreSQL_as_elsewhere(string through)
    {
        await using var database = await PostgresDatabase.CreateAsync(Ct, through);
        await using var identity = await StartAsync(database);
        var agency = await identity.CreateAgencyAsync();
        var admin = await identity.SignInAsync(agency, RoleNames.AgencyAdmin);
        var email = Identity.NewEmail();
        var user = await identity.CreateUserAsync(agency, email, RoleNames.Agent);
        var tokens = await identity.LoginAsync(email);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(_ => identity.RefreshAsync(tokens.RefreshToken!).ReadAsync<TokenAnswer>()));
        answers.Select(answer => answer.RefreshToken).Distinct().ShouldHaveSingleItem();

        for (var attempt = 1; attempt <= 10; attempt++)
        {
            using var refused = await identity.TryLoginAsync(email, "a wrong guess");
        }

        await identity.TryLoginAsync(email).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too_many_attempts");
        (await admin.Client.GetAsync("api/v1/users?limit=1&q=some").ReadAsync<Page<UserDto>>()).NextCursor
            .ShouldNotBeNull();
        await admin.Client
            .PutAsJsonAsync($"api/v1/memberships/{admin.UserId}", new SetMembershipRequest([RoleNames.Agent]), WireJson.Options)
            .ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "last_agency_admin");

        using var client = identity.App.Client(answers[0].AccessToken);
        (await admin.Client.PostAsync($"api/v1/users/{user}/deactivate", null)).StatusCode
            .ShouldBe(HttpStatusCode.NoContent);
        await Eventually.TrueAsync(
            async () => (await client.GetAsync("api/v1/auth/me")).StatusCode == HttpStatusCode.Unauthorized,
            "the access token of a deactivated user is refused",
            Ct);
    }

    private static Task<Identity> StartAsync(PostgresDatabase? database) => Identity.StartAsync(settings: database is null
        ? null
        : new Dictionary<string, string?>
        {
            ["Data:Provider"] = "postgres",
            ["Data:ConnectionString"] = database.ConnectionString,
        });

    private static async Task ShouldMatchAsync<TDb>(Identity identity)
        where TDb : ServiceDb
    {
        var (mapped, migrated) = await identity.App.UseAsync<TDb, (List<string>, List<string>)>(Guid.Empty, async db =>
            (Mapped(db.Model), await MigratedAsync(db)));
        migrated.ShouldBe(mapped, ignoreOrder: true);
    }

    private static List<string> Mapped(IModel model) =>
    [
        .. from entity in model.GetEntityTypes()
           let table = StoreObjectIdentifier.Table(entity.GetTableName()!)
           from column in entity.GetProperties()
           select $"{table.Name}.{column.GetColumnName(table)} {(column.IsNullable ? "null" : "not null")}",
    ];

    private static async Task<List<string>> MigratedAsync(ServiceDb db)
    {
        var rows = db.IsSqlite
            ? db.Database.SqlQueryRaw<string>(
                """
                SELECT m.name || '.' || c.name || CASE WHEN c."notnull" = 1 THEN ' not null' ELSE ' null' END AS "Value"
                FROM sqlite_master m, pragma_table_info(m.name) c
                WHERE m.type = 'table' AND m.name NOT IN ('schema_changes', 'sqlite_sequence')
                """)
            : db.Database.SqlQueryRaw<string>(
                """
                SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE ' null' END AS "Value"
                FROM information_schema.columns WHERE table_schema = current_schema() AND table_name <> 'schema_changes'
                """);
        return await rows.ToListAsync(Ct);
    }
}
