using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Resilience;
using DigitalDocs.Users.Agencies;
using DigitalDocs.Users.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Users;

/// <summary>People, agencies, memberships.</summary>
public sealed class UsersService : IService
{
    public static string Name => "users";

    public static void Register(IHostApplicationBuilder builder)
    {
        builder.AddServiceDb<UsersDb>();
        builder.AddServiceClient<PasswordLinks>("auth");
        builder.Services.AddScoped(services => new PeopleAdministration(
            services.GetRequiredService<UsersDb>(),
            services.GetRequiredService<Caller>(),
            services.GetRequiredService<TimeProvider>()));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var users = routes.MapServiceGroup<UsersService>("/users");
        users.MapGet("", ListUsers.HandleAsync).Needs(Permissions.UsersView);
        users.MapPost("", CreateUser.HandleAsync).Needs(Permissions.UsersManage);
        users.MapGet("/{id:guid}", GetUser.HandleAsync).Needs(Permissions.SignedIn);
        users.MapPut("/{id:guid}", UpdateUser.HandleAsync).Needs(Permissions.UsersEditOwn);
        users.MapPost("/{id:guid}/deactivate", DeactivateUser.HandleAsync).Needs(Permissions.UsersManage);
        users.MapPost("/{id:guid}/password-link", RenewPasswordLink.HandleAsync).Needs(Permissions.UsersManage);
        users.MapGet("/{id:guid}/preferences", GetPreferences.HandleAsync).Needs(Permissions.SignedIn);
        users.MapPut("/{id:guid}/preferences", SetPreferences.HandleAsync).Needs(Permissions.SignedIn);
        users.MapGet("/sign-in-subject", GetSignInSubject.HandleAsync).Needs(Permissions.Internal);
        users.MapPost("/first-administrator", CreateFirstAdministrator.HandleAsync).Needs(Permissions.Internal);

        var agencies = routes.MapServiceGroup<UsersService>("/agencies");
        agencies.MapGet("", ListAgencies.HandleAsync).Needs(Permissions.AgencyView);
        agencies.MapPost("", CreateAgency.HandleAsync).Needs(Permissions.AgenciesCreate).Idempotent();
        agencies.MapGet("/{id:guid}", GetAgency.HandleAsync).Needs(Permissions.AgencyView);
        agencies.MapPut("/{id:guid}", UpdateAgency.HandleAsync).Needs(Permissions.AgencyManage);

        var memberships = routes.MapServiceGroup<UsersService>("/memberships");
        memberships.MapGet("", ListMemberships.HandleAsync).Needs(Permissions.UsersView);
        memberships.MapPut("/{userId:guid}", SetMembership.HandleAsync).Needs(Permissions.UsersManage);
    }
}
