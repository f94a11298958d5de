using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Users.People;

/// <summary>GET /users: the agency's directory by name; <c>q</c> finds in names and addresses.</summary>
internal static class ListUsers
{
    private const int LongestQuery = 200;

    public static async Task<Results<Ok<Page<UserDto>>, ProblemHttpResult>> HandleAsync(
        string? q, int? limit, string? cursor, UsersDb db, Cursors cursors, CancellationToken ct)
    {
        if (q?.Length > LongestQuery)
        {
            return Failure.Invalid("q", $"At most {LongestQuery} characters.").ToProblem();
        }

        if (cursors.Read<Position>(limit, cursor, out var take, out var after) is { } failure)
        {
            return failure.ToProblem();
        }

        var people = db.AllowStale().Memberships.AsNoTracking()
            .Join(db.People.AsNoTracking(), m => m.UserId, p => p.Id, (m, p) => new { Person = p, Membership = m });
        if (!string.IsNullOrWhiteSpace(q))
        {
            var wanted = Person.KeyOf(q);
            people = people.Where(c => c.Person.NameKey.Contains(wanted) || c.Person.EmailKey.Contains(wanted));
        }

        if (after is not null)
        {
            people = people.Where(c => c.Person.NameKey.CompareTo(after.NameKey) > 0
                || (c.Person.NameKey == after.NameKey && c.Person.Id.CompareTo(after.Id) > 0));
        }

        var found = await people.OrderBy(c => c.Person.NameKey).ThenBy(c => c.Person.Id).Take(take + 1).ToListAsync(ct);
        var items = found.Take(take).Select(c => new Colleague(c.Person, c.Membership).ToDto()).ToList();
        var next = found.Count > take
            ? cursors.Seal(new Position(found[take - 1].Person.NameKey, found[take - 1].Person.Id))
            : null;
        return TypedResults.Ok(new Page<UserDto>(items, next));
    }

    internal sealed record Position(string NameKey, Guid Id);
}
