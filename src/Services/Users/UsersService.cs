using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Resilience;
using DigitalDocs.Users.Agencies;
using DigitalDocs.Users.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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
        users.MapGet("", ListUsers.HandleAsync).Needs(Permissions.UsersView)
            .WithName("listUsers").WithSummary("The people of the agency");
        users.MapPost("", CreateUser.HandleAsync).Needs(Permissions.UsersManage)
            .WithName("createUser").WithSummary("Adds a person and answers the link by which they set a password");
        users.MapGet("/{id:guid}", GetUser.HandleAsync).Needs(Permissions.SignedIn)
            .WithName("getUser").WithSummary("A person");
        users.MapPut("/{id:guid}", UpdateUser.HandleAsync).Needs(Permissions.UsersEditOwn)
            .WithName("updateUser").WithSummary("Changes a profile");
        users.MapPost("/{id:guid}/deactivate", DeactivateUser.HandleAsync).Needs(Permissions.UsersManage)
            .WithName("deactivateUser").WithSummary("Ends a person's access at once");
        users.MapPost("/{id:guid}/password-link", RenewPasswordLink.HandleAsync).Needs(Permissions.UsersManage)
            .WithName("renewPasswordLink").WithSummary("A fresh link by which a person sets a password");
        users.MapGet("/{id:guid}/preferences", GetPreferences.HandleAsync).Needs(Permissions.SignedIn)
            .WithName("getPreferences").WithSummary("What a person prefers");
        users.MapPut("/{id:guid}/preferences", SetPreferences.HandleAsync).Needs(Permissions.SignedIn)
            .WithName("setPreferences").WithSummary("Replaces what a person prefers");
        users.MapGet("/sign-in-subject", GetSignInSubject.HandleAsync).Needs(Permissions.Internal)
            .WithName("getSignInSubject").WithSummary("Who signs in with an address; for other services");
        users.MapPost("/first-administrator", CreateFirstAdministrator.HandleAsync).Needs(Permissions.Internal)
            .WithName("createFirstAdministrator").WithSummary("The first administrator of an installation; for other services");

        var agencies = routes.MapServiceGroup<UsersService>("/agencies");
        agencies.MapGet("", ListAgencies.HandleAsync).Needs(Permissions.AgencyView)
            .WithName("listAgencies").WithSummary("Agencies that the caller may see");
        agencies.MapPost("", CreateAgency.HandleAsync).Needs(Permissions.AgenciesCreate).Idempotent()
            .WithName("createAgency").WithSummary("Creates an agency");
        agencies.MapGet("/{id:guid}", GetAgency.HandleAsync).Needs(Permissions.AgencyView)
            .WithName("getAgency").WithSummary("An agency");
        agencies.MapPut("/{id:guid}", UpdateAgency.HandleAsync).Needs(Permissions.AgencyManage)
            .WithName("updateAgency").WithSummary("Changes an agency");

        var memberships = routes.MapServiceGroup<UsersService>("/memberships");
        memberships.MapGet("", ListMemberships.HandleAsync).Needs(Permissions.UsersView)
            .WithName("listMemberships").WithSummary("Who has which roles in the agency");
        memberships.MapPut("/{userId:guid}", SetMembership.HandleAsync).Needs(Permissions.UsersManage)
            .WithName("setMembership").WithSummary("Changes a person's roles");
    }
}
