using DigitalDocs.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Authorization;

internal sealed class AuthorizationDb(DbContextOptions<AuthorizationDb> options) : ServiceDb(options)
{
    public DbSet<Member> Members => Set<Member>();

    public DbSet<Grant> Grants => Set<Grant>();

    public DbSet<EndedSession> EndedSessions => Set<EndedSession>();

    /// <summary>Raises the version of a user whose grants or roles change.</summary>
    public async Task<Member> TouchAsync(Guid userId, Guid agencyId, TimeProvider clock, CancellationToken ct)
    {
        var member = await Members.FirstOrDefaultAsync(m => m.UserId == userId, ct);
        if (member is null)
        {
            member = new Member { UserId = userId, AgencyId = agencyId };
            Members.Add(member);
        }

        member.Version = Math.Max(member.Version + 1, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return member;
    }

    protected override void Map(ModelBuilder model)
    {
        model.Entity<Member>(member =>
        {
            member.HasKey(m => new { m.UserId, m.AgencyId });
            member.Ignore(m => m.RoleList);
        });
        model.Entity<Grant>(grant =>
        {
            grant.HasKey(g => g.Id);
            grant.Ignore(g => g.PermissionList);
            grant.HasIndex(g => new { g.AgencyId, g.UserId }).HasDatabaseName("ix_grants_user");
            grant.HasIndex(g => new { g.SourceId, g.UserId }).IsUnique().HasDatabaseName("ix_grants_source");
        });
        model.Entity<EndedSession>(session =>
        {
            session.HasKey(s => s.SessionId);
            session.HasIndex(s => s.EndedAt).HasDatabaseName("ix_ended_sessions_ended_at");
        });
    }
}
