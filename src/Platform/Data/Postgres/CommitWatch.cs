using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace DigitalDocs.Platform.Data;

/// <summary>Notes when a commit was on its way: from then on nobody but the server knows whether it was made.</summary>
internal sealed class CommitWatch : DbTransactionInterceptor
{
    private const string Mark = "DigitalDocs.OutcomeUnknown";

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is ServiceDb db)
        {
            db.MayHaveWritten = true;
        }

        return ValueTask.FromResult(result);
    }

    public override Task TransactionFailedAsync(
        DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Action == "Commit")
        {
            eventData.Exception.Data[Mark] = true;
        }

        return Task.CompletedTask;
    }

    /// <summary>Whether the exception came out of a commit.</summary>
    public static bool LeftUnknown(Exception exception) => exception.Data.Contains(Mark);
}
