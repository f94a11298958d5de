using DigitalDocs.Platform.Composition;
using DigitalDocs.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DigitalDocs.Architecture.Tests;

public sealed class EndpointTests
{
    [Fact]
    public void Every_route_names_a_permission_or_says_that_it_needs_none()
    {
        using var folder = new TempFolder();
        var endpoints = Endpoints(folder.Path);

        endpoints.Count.ShouldBeGreaterThan(30);
        EndpointRules.WithoutPermission(endpoints).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_route_without_a_permission_is_found()
    {
        var builder = WebApplication.CreateSlimBuilder();
        await using var app = builder.Build();
        app.MapGet("/api/v1/forgotten", () => "x");

        EndpointRules.WithoutPermission(Of(app)).ShouldHaveSingleItem().ShouldContain("/api/v1/forgotten");
    }

    internal static List<Endpoint> Endpoints(string dataFolder)
    {
        var catalogue = ServiceCatalogue.Select(Host.Services.All, ServiceCatalogue.AllTargets, out _);
        var builder = Host.Composition.CreateBuilder([$"--Data:Folder={dataFolder}"], catalogue);
        var app = Host.Composition.Build(builder, catalogue);
        return Of(app);
    }

    private static List<Endpoint> Of(IEndpointRouteBuilder app) =>
        [.. app.DataSources.SelectMany(source => source.Endpoints)];
}
