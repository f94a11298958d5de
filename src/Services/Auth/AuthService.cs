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

        auth.MapPost("/login", Login.HandleAsync).AllowAnonymous();
        auth.MapPost("/refresh", Refresh.HandleAsync).AllowAnonymous();
        auth.MapPost("/logout", Logout.HandleAsync).AllowAnonymous();
        auth.MapPost("/set-password", SetPassword.HandleAsync).AllowAnonymous();
        auth.MapPost("/setup", SetUp.HandleAsync).AllowAnonymous();
        auth.MapGet("/me", Me.HandleAsync).Needs(Permissions.SignedIn);
        auth.MapGet("/sessions", ListSessions.HandleAsync).Needs(Permissions.SignedIn);
        auth.MapDelete("/sessions/{id:guid}", EndSession.HandleAsync).Needs(Permissions.SignedIn);
        auth.MapPost("/password-links", IssuePasswordLink.HandleAsync).Needs(Permissions.Internal);

        var wellKnown = routes.MapGroup("/.well-known").WithTags(Name);
        wellKnown.MapGet("/jwks.json", WellKnown.Keys).AllowAnonymous();
        wellKnown.MapGet("/openid-configuration", WellKnown.OpenId).AllowAnonymous();
    }
}
