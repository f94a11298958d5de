using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace DigitalDocs.Platform.Data;

/// <summary>
/// Changes made by a statement of their own (<c>ExecuteUpdate</c>, <c>ExecuteDelete</c>) wait for the writer's turn as
/// saved ones do: SQLite lets whoever polls a busy file wait longer the busier it is.
/// </summary>
internal sealed class SqliteWriterTurn : DbCommandInterceptor
{
    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is ServiceDb db)
        {
            await db.TakeTurnForCommandAsync(cancellationToken);
        }

        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        (eventData.Context as ServiceDb)?.EndTurnOfCommand();
        return ValueTask.FromResult(result);
    }

    public override Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        (eventData.Context as ServiceDb)?.EndTurnOfCommand();
        return Task.CompletedTask;
    }

    public override Task CommandCanceledAsync(
        DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        (eventData.Context as ServiceDb)?.EndTurnOfCommand();
        return Task.CompletedTask;
    }
}
