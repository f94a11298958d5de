using System.Data.Common;

namespace DigitalDocs.Platform.Data;

/// <summary>
/// Row-level security on every table that has an <c>agency_id</c>, also for the owner of the tables: whatever a query
/// forgets, a transaction sees the rows of the agency it named and no others. The first wall is the query filter.
/// </summary>
internal static class AgencyWall
{
    /// <summary>The setting of a transaction that names its agency, or <see cref="Everyone"/>; unset: no rows.</summary>
    public const string Setting = "digitaldocs.agency";

    public const string Everyone = "everyone";

    // A superuser walks through every wall: such a login reads and writes rows as this role.
    private const string Role = "digitaldocs_rows";

    private const string Policies =
        $"""
        DO $wall$
        DECLARE target record;
        BEGIN
            FOR target IN
                SELECT c.oid::regclass AS name, NOT a.attnotnull AS nullable FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'agency_id' AND NOT a.attisdropped
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
                    AND (NOT c.relforcerowsecurity OR NOT c.relrowsecurity OR NOT EXISTS (
                        SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'agency'))
            LOOP
                EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target.name);
                EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target.name);
                EXECUTE format('DROP POLICY IF EXISTS agency ON %s', target.name);
                EXECUTE format(
                    'CREATE POLICY agency ON %s USING (current_setting(''{Setting}'', true) IN (''{Everyone}'', agency_id::text)%s)',
                    target.name, CASE WHEN target.nullable THEN ' OR agency_id IS NULL' ELSE '' END);
            END LOOP;
        END $wall$
        """;

    private const string MakeRole =
        $"""
        DO $role$
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Role}') THEN
                CREATE ROLE {Role} NOLOGIN NOSUPERUSER NOBYPASSRLS;
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $role$
        """;

    /// <summary>Walls the tables of the service's schema that have none yet.</summary>
    /// <returns>The role to act as where the login itself would see through; null where it does not.</returns>
    public static string? Raise(DbConnection connection, DbTransaction transaction, string service)
    {
        Migrator.Execute(connection, transaction, Policies);
        using var login = connection.CreateCommand();
        login.Transaction = transaction;
        login.CommandText = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user";
        if (login.ExecuteScalar() is not true)
        {
            return null;
        }

        var schema = PostgresNames.Quoted(service);
        Migrator.Execute(connection, transaction, MakeRole);
        Migrator.Execute(
            connection,
            transaction,
            $"""
            GRANT USAGE ON SCHEMA {schema} TO {Role};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {Role};
            GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {Role}
            """);
        return Role;
    }
}
