using DigitalDocs.Platform.Data;
using DigitalDocs.Users.Agencies;
using DigitalDocs.Users.People;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Users;

internal sealed class UsersDb(DbContextOptions<UsersDb> options) : ServiceDb(options)
{
    public DbSet<Person> People => Set<Person>();

    public DbSet<Agency> Agencies => Set<Agency>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<PersonPreferences> Preferences => Set<PersonPreferences>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<Person>(person =>
        {
            person.HasKey(p => p.Id);
            person.HasIndex(p => p.EmailKey).IsUnique().HasDatabaseName("ix_people_email_key");
            person.Property(p => p.Revision).IsConcurrencyToken();
        });
        model.Entity<Agency>(agency =>
        {
            agency.HasKey(a => a.Id);
            agency.Property(a => a.Revision).IsConcurrencyToken();
        });
        model.Entity<Membership>(membership =>
        {
            membership.HasKey(m => new { m.AgencyId, m.UserId });
            membership.HasIndex(m => m.UserId).HasDatabaseName("ix_memberships_user_id");
            membership.Ignore(m => m.RoleList);
            membership.Ignore(m => m.IsAdmin);
            membership.Property(m => m.Revision).IsConcurrencyToken();
        });
        model.Entity<PersonPreferences>(preferences =>
        {
            preferences.ToTable("preferences");
            preferences.HasKey(p => p.UserId);
            preferences.Property(p => p.Revision).IsConcurrencyToken();
        });
    }
}
