using DigitalDocs.Auth.Passwords;
using DigitalDocs.Auth.Sessions;
using DigitalDocs.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace DigitalDocs.Auth;

internal sealed class AuthDb(DbContextOptions<AuthDb> options) : ServiceDb(options)
{
    public DbSet<Credential> Credentials => Set<Credential>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    public DbSet<SignInFailures> SignInFailures => Set<SignInFailures>();

    public DbSet<OneTimeLink> OneTimeLinks => Set<OneTimeLink>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<Credential>(credential =>
        {
            credential.HasKey(c => c.UserId);
            credential.HasIndex(c => c.EmailIndex).IsUnique().HasDatabaseName("ix_credentials_email_index");
            credential.Property(c => c.Revision).IsConcurrencyToken();
        });
        model.Entity<Session>(session =>
        {
            session.HasKey(s => s.Id);
            session.Property(s => s.EndedAt).IsConcurrencyToken();
            session.HasIndex(s => s.UserId).HasDatabaseName("ix_sessions_user_id");
        });
        model.Entity<RefreshToken>(token =>
        {
            token.HasKey(t => t.TokenHash);

            // The compare-and-swap of rotation: of many that use a token at once, one finds it unused.
            token.Property(t => t.UsedAt).IsConcurrencyToken();
            token.HasIndex(t => t.SessionId).HasDatabaseName("ix_refresh_tokens_session_id");
            token.HasIndex(t => t.ExpiresAt).HasDatabaseName("ix_refresh_tokens_expires_at");
        });
        model.Entity<SignInFailures>().HasKey(failures => failures.AccountAddress);
        model.Entity<OneTimeLink>(link =>
        {
            link.HasKey(l => l.TokenHash);
            link.Property(l => l.UsedAt).IsConcurrencyToken();
        });
    }
}
