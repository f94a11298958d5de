using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Tests.Things;

/// <summary>The smallest service that uses everything: for tests of what services stand on.</summary>
public sealed class ThingsService : IService
{
    public static string Name => "things";

    public static void Register(IHostApplicationBuilder builder)
    {
        builder.AddServiceDb<ThingsDb>();
        builder.Services.AddSingleton<HandledEvents>();
        builder.AddEventHandler<ThingMade, WhenThingMade>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var things = routes.MapServiceGroup<ThingsService>("/things");
        things.MapPost("", MakeAsync).AllowAnonymous().Idempotent();
        things.MapPost("/lost", MakeAndBreakAsync).AllowAnonymous().Idempotent();
        things.MapGet("/forbidden", () => "nobody gets here");
        things.MapGet("/internal", () => "services only").Needs(Permissions.Internal);
        things.MapGet("/broken", () => Throw()).AllowAnonymous();
    }

    private static async Task<IResult> MakeAsync(ThingRequest request, ThingsDb db, Caller caller, CancellationToken ct)
    {
        caller.BecomeService("tests", request.AgencyId);
        var thing = new Thing { Id = Guid.CreateVersion7(), Name = request.Name, MadeAt = DateTimeOffset.UnixEpoch };
        db.Things.Add(thing);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/v1/things/{thing.Id}", thing.Id);
    }

    // As a server that dies between the commit and the answer.
    private static async Task<IResult> MakeAndBreakAsync(ThingRequest request, ThingsDb db, Caller caller, CancellationToken ct)
    {
        await MakeAsync(request, db, caller, ct);
        throw new InvalidOperationException("the answer is lost");
    }

    private static string Throw() => throw new InvalidOperationException("a secret inside");
}

public sealed record ThingRequest(string Name, Guid AgencyId);

public sealed record ThingMade(Guid Id, Guid Agency) : IEvent
{
    public static string EventType => "thing.made.v1";

    public string Subject => Id.ToString();

    public Guid? AgencyId => Agency == Guid.Empty ? null : Agency;
}

public sealed class Thing : IAgencyOwned
{
    public Guid Id { get; init; }

    public Guid AgencyId { get; set; }

    public required string Name { get; set; }

    public DateTimeOffset MadeAt { get; init; }
}

public sealed class ThingsDb(DbContextOptions<ThingsDb> options) : ServiceDb(options)
{
    public DbSet<Thing> Things => Set<Thing>();

    protected override void Map(ModelBuilder model) => model.Entity<Thing>().HasKey(thing => thing.Id);
}
