using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Documents;

/// <summary>What the operations on closing files share: finding, people, and the answer.</summary>
internal sealed class TransactionDesk(DocumentsDb db, UsersClient users, FieldCipher cipher, Caller caller, TimeProvider clock)
{
    private const string Table = "transaction_parties";

    public Task<Transaction?> FindAsync(Guid id, CancellationToken ct) =>
        db.Transactions.VisibleTo(db, caller).FirstOrDefaultAsync(transaction => transaction.Id == id, ct);

    /// <summary>Replaces the members; the maker always stays one.</summary>
    public async Task<Failure?> SetMembersAsync(Transaction transaction, IEnumerable<Guid> wanted, CancellationToken ct)
    {
        var ids = wanted.Append(transaction.CreatedBy).ToHashSet();
        var members = await db.Members.Where(member => member.TransactionId == transaction.Id).ToListAsync(ct);
        db.Members.RemoveRange(members.Where(member => !ids.Contains(member.UserId)));
        foreach (var id in ids.Except(members.Select(member => member.UserId)))
        {
            if (await NameOfAsync(transaction, id, ct) is not { } name)
            {
                return Failure.Invalid("memberIds", $"There is no member {id} in this agency.");
            }

            db.Members.Add(new TransactionMember
            {
                TransactionId = transaction.Id,
                AgencyId = transaction.AgencyId,
                UserId = id,
                Name = name,
            });
        }

        return null;
    }

    /// <summary>Replaces the parties; a party keeps its id when the request names it.</summary>
    public async Task SetPartiesAsync(Transaction transaction, IReadOnlyList<PartyDto> wanted, CancellationToken ct)
    {
        var parties = await db.Parties.Where(party => party.TransactionId == transaction.Id).ToDictionaryAsync(p => p.Id, ct);
        var kept = wanted.Select(party => party.Id).OfType<Guid>().ToHashSet();
        db.Parties.RemoveRange(parties.Values.Where(party => !kept.Contains(party.Id)));
        foreach (var (party, position) in wanted.Select((party, position) => (party, position)))
        {
            if (party.Id is not { } id || !parties.Remove(id, out var row))
            {
                row = NewParty(transaction, party);
            }

            Fill(row, party, position);
        }
    }

    public TransactionParty NewParty(Transaction transaction, PartyDto party)
    {
        var row = new TransactionParty
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            AgencyId = transaction.AgencyId,
            TransactionId = transaction.Id,
            Role = party.Role,
            Name = party.Name,
        };
        db.Parties.Add(row);
        return row;
    }

    public void Fill(TransactionParty row, PartyDto party, int position)
    {
        row.Position = position;
        row.Role = party.Role;
        row.Name = party.Name;
        row.EmailSealed = Seal(row, "email", party.Email);
        row.PhoneSealed = Seal(row, "phone", party.Phone);
    }

    /// <summary>Writes the change with its event; the members decide who sees its documents.</summary>
    public async Task<Failure?> SaveAsync(Transaction transaction, string action, CancellationToken ct)
    {
        var members = db.ChangeTracker.Entries<TransactionMember>()
            .Where(entry => entry.State is EntityState.Unchanged or EntityState.Added)
            .Select(entry => entry.Entity.UserId).ToList();
        db.Record(action, "transaction", transaction.Id);
        db.Publish(new TransactionChanged(
            transaction.Id, transaction.AgencyId, transaction.Name, transaction.FileNumber, transaction.State,
            transaction.DeletedAt is not null, members, transaction.Revision));
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Failure.PreconditionFailed();
        }
    }

    public async Task<TransactionDto> ToDtoAsync(Transaction transaction, CancellationToken ct) =>
        (await ToDtosAsync([transaction], ct))[0];

    public async Task<IReadOnlyList<TransactionDto>> ToDtosAsync(IReadOnlyList<Transaction> transactions, CancellationToken ct)
    {
        var ids = transactions.Select(transaction => transaction.Id).ToArray();
        var parties = (await db.Parties.AsNoTracking().Where(party => ids.Contains(party.TransactionId))
            .OrderBy(party => party.Position).ToListAsync(ct)).ToLookup(party => party.TransactionId);
        var members = (await db.Members.AsNoTracking().Where(member => ids.Contains(member.TransactionId))
            .OrderBy(member => member.Name).ToListAsync(ct)).ToLookup(member => member.TransactionId);
        var counts = await db.Documents.VisibleTo(caller)
            .Where(document => document.DeletedAt == null && ids.Contains(document.TransactionId!.Value))
            .GroupBy(document => document.TransactionId!.Value)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        return
        [
            .. transactions.Select(transaction => new TransactionDto(
                transaction.Id, transaction.Name, transaction.FileNumber, transaction.Type, transaction.State,
                transaction.Property, transaction.ClosingDate,
                [.. parties[transaction.Id].Select(ToDto)],
                [.. members[transaction.Id].Select(member => new PersonRef(member.UserId, member.Name))],
                counts.GetValueOrDefault(transaction.Id), transaction.Revision, transaction.CreatedAt,
                new PersonRef(transaction.CreatedBy, transaction.CreatedByName))),
        ];
    }

    public PartyDto ToDto(TransactionParty party) => new(
        party.Id, party.Role, party.Name, Open(party, "email", party.EmailSealed), Open(party, "phone", party.PhoneSealed));

    private async Task<string?> NameOfAsync(Transaction transaction, Guid id, CancellationToken ct) =>
        id == transaction.CreatedBy ? transaction.CreatedByName : (await users.FindAsync(id, ct))?.Name;

    private string? Seal(TransactionParty party, string column, string? value) =>
        value is null ? null : cipher.Seal(new FieldPlace(party.AgencyId, Table, column, party.Id), value);

    private string? Open(TransactionParty party, string column, string? stored) =>
        stored is null ? null : cipher.Open(new FieldPlace(party.AgencyId, Table, column, party.Id), stored);
}
