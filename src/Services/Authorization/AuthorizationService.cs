using DigitalDocs.Authorization.Deciding;
using DigitalDocs.Authorization.Handlers;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Authorization;

/// <summary>May you: roles, permissions, grants.</summary>
public sealed class AuthorizationService : IService
{
    public static string Name => "authorization";

    public static void Register(IHostApplicationBuilder builder)
    {
        builder.AddServiceDb<AuthorizationDb>();
        builder.Services.AddScoped<Snapshots>();
        builder.AddEventHandler<MembershipChanged, WhenMembershipChanged>();
        builder.AddEventHandler<UserDeactivated, WhenUserDeactivated>();
        builder.AddEventHandler<SessionEnded, WhenSessionEnded>();
        builder.AddEventHandler<DocumentShared, WhenDocumentShared>();
        builder.AddEventHandler<TransactionChanged, WhenTransactionChanged>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var authorization = routes.MapServiceGroup<AuthorizationService>("/authorization");

        authorization.MapGet("/snapshots/{userId:guid}", GetSnapshot.HandleAsync).Needs(Permissions.Internal)
            .WithName("getSnapshot").WithSummary("What a person may do; for other services");
        authorization.MapGet("/permissions", () => TypedResults.Ok(PermissionCatalogue.All))
            .Needs(Permissions.SignedIn)
            .WithName("listPermissions").WithSummary("Every named permission");
        authorization.MapGet("/roles", () => TypedResults.Ok(BuiltInRoles.All)).Needs(Permissions.SignedIn)
            .WithName("listRoles").WithSummary("The built-in roles and their permissions");
        authorization.MapPost("/check", Check.HandleAsync).Needs(Permissions.SignedIn)
            .WithName("checkPermissions").WithSummary("Whether the caller may do these things; nothing is done");
        authorization.MapGet("/explain", Explain.HandleAsync).Needs(Permissions.AuthorizationExplain)
            .WithName("explainDecision").WithSummary("Why a person may do a thing, or not");
    }
}
