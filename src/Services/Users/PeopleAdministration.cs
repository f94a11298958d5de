using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Http;
using DigitalDocs.Users.Agencies;
using DigitalDocs.Users.People;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Users;

/// <summary>
/// Creates agencies and people for whoever administers the installation itself (commands, demo data, first start).
/// Everything may be repeated: what exists by name or address is found and kept. Scoped.
/// </summary>
public sealed class PeopleAdministration
{
    private readonly UsersDb _db;
    private readonly Caller _caller;
    private readonly TimeProvider _clock;

    internal PeopleAdministration(UsersDb db, Caller caller, TimeProvider clock)
    {
        _db = db;
        _caller = caller;
        _clock = clock;
    }

    /// <summary>Whether the installation has people.</summary>
    public Task<bool> HasPeopleAsync(CancellationToken ct) => _db.People.AnyAsync(ct);

    /// <returns>The agency's id; that of an existing one with this name.</returns>
    public async Task<Guid> CreateAgencyAsync(string name, CancellationToken ct)
    {
        var known = await _db.Agencies.FirstOrDefaultAsync(a => a.Name == name, ct);
        if (known is not null)
        {
            return known.Id;
        }

        var agency = AddAgency(name, null, null);
        await _db.SaveChangesAsync(ct);
        return agency.Id;
    }

    /// <returns>The user's id; that of an existing one with this address, who becomes a member if need be.</returns>
    /// <exception cref="ArgumentException">A role or the address is not one.</exception>
    public async Task<Guid> CreateUserAsync(
        Guid agencyId, string name, string email, IReadOnlyList<string> roles, CancellationToken ct)
    {
        var input = new Input().Text("name", name, 200, required: true).Email("email", email).Roles("roles", roles);
        if (input.Failure is { } failure)
        {
            throw new ArgumentException(
                string.Join(' ', failure.Errors!.Select(error => $"{error.Key}: {string.Join(' ', error.Value)}")));
        }

        _caller.BecomeService(UsersService.Name, agencyId);
        var key = Person.KeyOf(email);
        var person = await _db.People.FirstOrDefaultAsync(p => p.EmailKey == key, ct);
        if (person is null)
        {
            person = AddPerson(agencyId, name, email);
            AddMembership(person, agencyId, roles);
        }
        else if (!await _db.Memberships.AnyAsync(m => m.UserId == person.Id, ct))
        {
            AddMembership(person, agencyId, roles);
        }

        await _db.SaveChangesAsync(ct);
        return person.Id;
    }

    internal Agency AddAgency(string name, string? licenceNumber, string? callBackNumber)
    {
        var now = _clock.GetUtcNow();
        var agency = new Agency
        {
            Id = Guid.CreateVersion7(now),
            Name = name.Trim(),
            LicenceNumber = licenceNumber,
            CallBackNumber = callBackNumber,
            CreatedAt = now,
        };
        _db.Agencies.Add(agency);
        _db.Publish(new AgencyCreated(agency.Id, agency.Name));
        return agency;
    }

    internal Person AddPerson(Guid agencyId, string name, string email)
    {
        var now = _clock.GetUtcNow();
        var person = new Person
        {
            Id = Guid.CreateVersion7(now),
            Name = name.Trim(),
            NameKey = Person.KeyOf(name),
            Email = email.Trim(),
            EmailKey = Person.KeyOf(email),
            DefaultAgency = agencyId,
            CreatedAt = now,
        };
        _db.People.Add(person);
        _db.Publish(new UserRegistered(person.Id, agencyId));
        return person;
    }

    internal Membership AddMembership(Person person, Guid agencyId, IReadOnlyList<string> roles)
    {
        var membership = new Membership
        {
            UserId = person.Id,
            AgencyId = agencyId,
            Roles = Membership.Join(roles),
            Since = _clock.GetUtcNow(),
        };
        _db.Memberships.Add(membership);
        _db.Publish(new MembershipChanged(person.Id, agencyId, membership.RoleList, true));
        _db.Record("membership.created", "user", person.Id, details: membership.Roles);
        return membership;
    }

    /// <summary>
    /// Whether a caller may give these roles, or manage who has them: only who runs the installation makes others run it,
    /// ends that, or gets a link by which to sign in as they do.
    /// </summary>
    internal static Failure? MayManage(Caller caller, IReadOnlyList<string> roles) =>
        roles.Contains(RoleNames.PlatformAdmin) && !caller.Roles.Contains(RoleNames.PlatformAdmin)
            ? Failure.Forbidden(Permissions.AgenciesCreate)
            : null;
}
