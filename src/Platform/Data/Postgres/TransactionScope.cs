using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace DigitalDocs.Platform.Data;

/// <summary>
/// Tells PostgreSQL with every command which schema it means and whose rows may be seen. The settings stand before the
/// command in the same message: there they last as long as its transaction, cost no round trip of their own, and need
/// nothing of the session, which behind a pooler belongs to somebody else a moment later.
/// </summary>
internal sealed class TransactionScope(string service, Databases databases) : DbCommandInterceptor
{
    private const string Mark = "SELECT set_config('search_path', ";

    // A process that was cut off in the middle cannot say so: what it had locked would stay locked for hours. Longer than
    // the outbox waits for a transport, shorter than a command that waits for the lock.
    private const string Abandoned = ", set_config('idle_in_transaction_session_timeout', '20s', true)";

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        eventData.CommandSource == CommandSource.SaveChanges
            ? BeforeSaveAsync(command, eventData, result, cancellationToken)
            : ValueTask.FromResult(Prepend(command, eventData, result));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Prepend(command, eventData, result));

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Prepend(command, eventData, result);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return InterceptionResult<object>.SuppressWithResult(
            await reader.ReadAsync(cancellationToken) ? reader.GetValue(0) : null!);
    }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.StartsWith(Mark, StringComparison.Ordinal))
        {
            await result.NextResultAsync(cancellationToken);
        }

        return result;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        Prepend(command, eventData, result);

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
        Prepend(command, eventData, result);

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        if (command.CommandText.StartsWith(Mark, StringComparison.Ordinal))
        {
            result.NextResult();
        }

        return result;
    }

    // The provider counts the statements of a batch that saves, so nothing may stand in it. It has a transaction always
    // (ServiceDb sees to that), and the settings go there ahead of it, together with the BEGIN.
    private async ValueTask<InterceptionResult<DbDataReader>> BeforeSaveAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken ct)
    {
        await using var settings = command.Connection!.CreateCommand();
        settings.Transaction = command.Transaction;
        settings.CommandText = Settings(((ServiceDb)eventData.Context!).SavingAgency, settings.Transaction);
        await settings.ExecuteNonQueryAsync(ct);
        return result;
    }

    private T Prepend<T>(DbCommand command, CommandEventData eventData, T result)
    {
        if (eventData.Context is ServiceDb db && !command.CommandText.StartsWith(Mark, StringComparison.Ordinal))
        {
            var text = command.CommandText;
            var everyone = text.StartsWith(ServiceDb.EveryoneTag, StringComparison.Ordinal);
            if (!IsSelect(text))
            {
                everyone |= db.ReachesEveryone;
                db.MayHaveWritten |= command.Transaction is null;
                db.NoteWrite();
            }

            command.CommandText = Settings(everyone ? AgencyWall.Everyone : db.CurrentAgency.ToString(), command.Transaction) + text;
        }

        return result;
    }

    /// <summary>The setting for rows of these agencies, saved by somebody who acts in one.</summary>
    public static string AsSetting(IReadOnlyList<Guid> agencies, Guid current) => agencies switch
    {
        [] => current.ToString(),
        [var only] => only.ToString(),
        _ => AgencyWall.Everyone,
    };

    // A message without a transaction is carried out whole or not at all: nothing of it can be left standing.
    private string Settings(string agency, DbTransaction? transaction) =>
        $"{Mark}'{service}', true), set_config('{AgencyWall.Setting}', '{agency}', true)"
        + (transaction is null ? "" : Abandoned)
        + (databases.RowRole is { } role ? $", set_config('role', '{role}', true);\n" : ";\n");

    private static bool IsSelect(string sql)
    {
        var rest = sql.AsSpan().TrimStart();
        while (rest.StartsWith("--") && rest.IndexOf('\n') is > 0 and var end)
        {
            rest = rest[(end + 1)..].TrimStart();
        }

        return rest.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase);
    }
}
