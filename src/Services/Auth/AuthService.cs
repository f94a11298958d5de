using DigitalDocs.Auth.Discovery;
using DigitalDocs.Auth.Passwords;
using DigitalDocs.Auth.Sessions;
using DigitalDocs.Auth.Setup;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Resilience;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace DigitalDocs.Auth;

/// <summary>Who are you: passwords, sessions, tokens.</summary>
public sealed class AuthService : IService
{
    public static string Name => "auth";

    public static void Register(IHostApplicationBuilder builder)
    {
        builder.AddServiceDb<AuthDb>();
        builder.AddCheckedOptions<AuthOptions>(AuthOptions.Section);
        builder.AddServiceClient<UsersClient>("users");
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<HashQueue>();
        builder.Services.AddSingleton<DecoyHash>();
        builder.Services.AddSingleton<EmailKey>();
        builder.Services.AddSingleton<Tokens>();
        builder.Services.AddSingleton<KnownPeople>();
        builder.Services.AddScoped<SignInThrottle>();
        builder.Services.AddScoped<PasswordCheck>();
        builder.Services.AddScoped<SessionOpening>();
        builder.Services.AddScoped<Rotation>();
        builder.Services.AddScoped(services => new CredentialAdministration(
            services.GetRequiredService<AuthDb>(),
            services.GetRequiredService<EmailKey>(),
            services.GetRequiredService<HashQueue>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IOptions<AuthOptions>>()));
        builder.Services.AddHostedService<SessionCleaning>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var auth = routes.MapServiceGroup<AuthService>("/auth");

        auth.MapPost("/login", Login.HandleAsync).AllowAnonymous()
            .WithName("signIn").WithSummary("Signs in with e-mail address and password");
        auth.MapPost("/refresh", Refresh.HandleAsync).AllowAnonymous()
            .WithName("refreshSession").WithSummary("A new access token for a refresh token");
        auth.MapPost("/logout", Logout.HandleAsync).AllowAnonymous()
            .WithName("signOut").WithSummary("Ends the session at once");
        auth.MapPost("/set-password", SetPassword.HandleAsync).AllowAnonymous()
            .WithName("setPassword").WithSummary("Sets a password by a one-time link");
        auth.MapPost("/setup", SetUp.HandleAsync).AllowAnonymous()
            .WithName("setUp").WithSummary("Creates the first administrator by the one-time set-up link");
        auth.MapGet("/me", Me.HandleAsync).Needs(Permissions.SignedIn)
            .WithName("getMe").WithSummary("Who is signed in");
        auth.MapGet("/sessions", ListSessions.HandleAsync).Needs(Permissions.SignedIn)
            .WithName("listSessions").WithSummary("The caller's own sessions");
        auth.MapDelete("/sessions/{id:guid}", EndSession.HandleAsync).Needs(Permissions.SignedIn)
            .WithName("endSession").WithSummary("Ends one of the caller's own sessions");
        auth.MapPost("/password-links", IssuePasswordLink.HandleAsync).Needs(Permissions.Internal)
            .WithName("issuePasswordLink").WithSummary("A one-time link to set a password; for other services");

        var wellKnown = routes.MapGroup("/.well-known").WithTags(Name);
        wellKnown.MapGet("/jwks.json", WellKnown.Keys).AllowAnonymous()
            .WithName("getSigningKeys").WithSummary("The public keys of access tokens (JWKS)");
        wellKnown.MapGet("/openid-configuration", WellKnown.OpenId).AllowAnonymous()
            .WithName("getIssuer").WithSummary("Where the keys are and how tokens are signed");
    }
}
