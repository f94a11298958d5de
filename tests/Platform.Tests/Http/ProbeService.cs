using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Tests.Http;

/// <summary>A service that has one route of each kind the platform knows.</summary>
internal sealed class ProbeService : IService
{
    public static string Name => "probe";

    public static IReadOnlyList<ServiceEntry> Alone => [ServiceEntry.Of<ProbeService>("probe")];

    public static void Register(IHostApplicationBuilder builder)
    {
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var probe = routes.MapServiceGroup<ProbeService>("/probe");
        probe.MapGet("/open", () => "open").AllowAnonymous();
        probe.MapGet("/mine", (Caller caller) => caller.UserId).Needs(Permissions.SignedIn);
        probe.MapGet("/documents/{id:guid}", (Guid id) => id).Needs(Permissions.DocumentsView);
        probe.MapGet("/forgotten", () => "no permission was named");
        probe.MapGet("/inside", () => "inside").Needs(Permissions.Internal);
        probe.MapPost("/things", (Thing thing) => thing).AllowAnonymous();
        probe.MapGet("/list", List).AllowAnonymous();
        probe.MapGet("/broken", string () => throw new InvalidOperationException("a secret of the server"))
            .AllowAnonymous();
    }

    private static IResult List(Cursors cursors, int? limit, string? cursor) =>
        cursors.Read<Thing>(limit, cursor, out _, out _) is { } failure
            ? failure.ToProblem()
            : TypedResults.Ok(cursors.Seal(new Thing("next", 1)));
}

internal sealed record Thing(string Name, int Count);
