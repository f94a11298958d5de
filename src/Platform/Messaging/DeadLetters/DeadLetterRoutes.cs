using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Messaging.DeadLetters;

/// <summary>
/// <c>/api/v1/dead-letters/{service}</c>: answered by the process that hosts the service, because the rows are in its
/// database and its code repeats the work. The gateway merges the lists.
/// </summary>
internal static class DeadLetterRoutes
{
    public static string PathOf(string service, string rest) =>
        $"{Routes.Base}/{ServiceEntry.DeadLettersPrefix}/{service}/{rest}";

    public static void MapDeadLetters(this IEndpointRouteBuilder routes)
    {
        foreach (var database in routes.ServiceProvider.GetServices<ServiceDatabase>())
        {
            Map(routes, database.Service);
        }
    }

    private static void Map(IEndpointRouteBuilder routes, string service)
    {
        var group = routes.MapServiceGroup(service, $"/{ServiceEntry.DeadLettersPrefix}/{service}");
        var of = $"Of{char.ToUpperInvariant(service[0])}{service[1..]}";
        MapReading(group, new DeadLetterReading(service), new DeadLetterReplays(service), of);

        var deciding = new DeadLetterDeciding(service);
        group.MapPost("/{id:guid}/replay", deciding.ReplayAsync).Needs(Permissions.DeadLettersManage)
            .WithName("replayDeadLetter" + of).WithSummary("Has a failed event handled again, with a corrected payload if one is sent")
            .WithMetadata(new ApiExample("""{ "reason": "The missing page was added." }"""))
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(422);
        group.MapPost("/{id:guid}/discard", deciding.DiscardAsync).Needs(Permissions.DeadLettersManage)
            .WithName("discardDeadLetter" + of).WithSummary("Puts a failed event aside for good")
            .WithMetadata(new ApiExample("""{ "reason": "The document was uploaded again." }"""))
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412);
        group.MapPost("/replay", new DeadLetterReplays(service).ReplayAllAsync).Needs(Permissions.DeadLettersManage)
            .WithName("replayDeadLetters" + of).WithSummary("Has all failed events of a handler or a type handled again")
            .WithMetadata(new ApiExample($$"""{ "handler": "{{service}}.WhenDocumentUploaded", "reason": "Fixed in 1.2." }"""))
            .ProducesProblem(400);
    }

    private static void MapReading(RouteGroupBuilder group, DeadLetterReading reading, DeadLetterReplays replays, string of)
    {
        group.MapGet("/", reading.ListAsync).Needs(Permissions.DeadLettersView)
            .WithName("listDeadLetters" + of).WithSummary("Events that the service could not handle, newest first")
            .ProducesProblem(400);
        group.MapGet("/counts", reading.CountAsync).Needs(Permissions.DeadLettersView)
            .WithName("countDeadLetters" + of).WithSummary("How many wait for a decision, per handler and type");
        group.MapGet("/{id:guid}", reading.GetAsync).Needs(Permissions.DeadLettersView)
            .WithName("getDeadLetter" + of).WithSummary("A failed event with its payload and every error")
            .ProducesProblem(404);
        group.MapGet("/replays/{replayId:guid}", replays.GetAsync).Needs(Permissions.DeadLettersView)
            .WithName("getDeadLetterReplay" + of).WithSummary("How far a replay is")
            .ProducesProblem(404);
    }
}
