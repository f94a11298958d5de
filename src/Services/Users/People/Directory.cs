using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Users.People;

/// <summary>A person together with their place in the caller's agency.</summary>
internal sealed record Colleague(Person Person, Membership Membership)
{
    public UserDto ToDto() => new(
        Person.Id,
        Person.Name,
        Person.Email,
        Person.Phone,
        Person.JobTitle,
        Person.TimeZone,
        Person.Locale,
        Person.Active && Membership.Active,
        Membership.RoleList);
}

/// <summary>People of the caller's agency; those of others do not exist here.</summary>
internal static class Directory
{
    public static async Task<Colleague?> ColleagueAsync(this UsersDb db, Guid id, CancellationToken ct)
    {
        var membership = await db.Memberships.FirstOrDefaultAsync(m => m.UserId == id, ct);
        var person = membership is null ? null : await db.People.FirstOrDefaultAsync(p => p.Id == id, ct);
        return person is null ? null : new Colleague(person, membership!);
    }

    /// <summary>Whether the caller may see or change what is personal to somebody.</summary>
    public static bool MayAnswerFor(this Caller caller, Guid userId, string permission) =>
        caller.IsService || caller.UserId == userId || caller.May(permission);
}
