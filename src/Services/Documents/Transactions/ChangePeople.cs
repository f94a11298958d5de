using DigitalDocs.Contracts.Documents;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>Adds and removes single parties and members of a closing file.</summary>
internal static class ChangePeople
{
    public static async Task<Results<Created<PartyDto>, ProblemHttpResult>> AddPartyAsync(
        Guid id, PartyDto party, TransactionDesk desk, DocumentsDb db, CancellationToken ct)
    {
        if (TransactionRules.CheckParty(party) is { } wrong)
        {
            return Failure.Invalid("party", wrong).ToProblem();
        }

        if (await desk.FindAsync(id, ct) is not { } transaction)
        {
            return Failure.NotFound("transaction", id).ToProblem();
        }

        var row = desk.NewParty(transaction, party);
        desk.Fill(row, party, await db.Parties.CountAsync(other => other.TransactionId == id, ct));
        return await TouchAsync(transaction, desk, db, ct) is { } failure
            ? failure.ToProblem()
            : TypedResults.Created($"{Routes.Base}/transactions/{id}/parties/{row.Id}", desk.ToDto(row));
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> RemovePartyAsync(
        Guid id, Guid partyId, TransactionDesk desk, DocumentsDb db, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } transaction)
        {
            return Failure.NotFound("transaction", id).ToProblem();
        }

        if (await db.Parties.FirstOrDefaultAsync(party => party.TransactionId == id && party.Id == partyId, ct) is not { } row)
        {
            return Failure.NotFound("party", partyId).ToProblem();
        }

        db.Parties.Remove(row);
        return await TouchAsync(transaction, desk, db, ct) is { } failure ? failure.ToProblem() : TypedResults.NoContent();
    }

    public static Task<Results<NoContent, ProblemHttpResult>> AddMemberAsync(
        Guid id, Guid userId, TransactionDesk desk, DocumentsDb db, CancellationToken ct) =>
        SetAsync(id, members => members.Append(userId), desk, db, ct);

    public static Task<Results<NoContent, ProblemHttpResult>> RemoveMemberAsync(
        Guid id, Guid userId, TransactionDesk desk, DocumentsDb db, CancellationToken ct) =>
        SetAsync(id, members => members.Where(member => member != userId), desk, db, ct);

    private static async Task<Results<NoContent, ProblemHttpResult>> SetAsync(
        Guid id, Func<IEnumerable<Guid>, IEnumerable<Guid>> change, TransactionDesk desk, DocumentsDb db, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } transaction)
        {
            return Failure.NotFound("transaction", id).ToProblem();
        }

        var members = await db.Members.Where(member => member.TransactionId == id).Select(m => m.UserId).ToListAsync(ct);
        transaction.Revision++;
        return (await desk.SetMembersAsync(transaction, change(members), ct)
            ?? await desk.SaveAsync(transaction, "transaction.edited", ct)) is { } failure
            ? failure.ToProblem()
            : TypedResults.NoContent();
    }

    private static async Task<Failure?> TouchAsync(
        Transaction transaction, TransactionDesk desk, DocumentsDb db, CancellationToken ct)
    {
        // The event names all members, so they must be known.
        await db.Members.Where(member => member.TransactionId == transaction.Id).LoadAsync(ct);
        transaction.Revision++;
        return await desk.SaveAsync(transaction, "transaction.edited", ct);
    }
}
