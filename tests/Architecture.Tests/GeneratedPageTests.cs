using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Architecture.Tests;

/// <summary>Pages that are written from the code; <c>DD_UPDATE_GOLDEN=1</c> writes them anew.</summary>
public sealed class GeneratedPageTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    public GeneratedPageTests()
    {
        var catalogue = ServiceCatalogue.Select(Host.Services.All, ServiceCatalogue.AllTargets, out _);
        _services = Host.Composition.CreateBuilder([$"--Data:Folder={_folder.Path}"], catalogue)
            .Services.BuildServiceProvider();
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_configuration_page_is_as_the_options_are() =>
        GoldenFile.Check(ConfigurationPage.Write(_services.GetServices<OptionsSection>()), "docs", "configuration.md");

    [Fact]
    public void The_events_page_is_as_the_contracts_are() =>
        GoldenFile.Check(
            EventsPage.Write(_services.GetServices<HandlerBinding>().ToLookup(binding => binding.EventType, binding => binding.Group)),
            "docs", "events.md");

    [Fact]
    public void The_errors_page_is_as_the_failures_are()
    {
        var page = ErrorsPage.Write();

        page.ShouldContain("| `not_found` | 404 | platform |");
        page.ShouldContain("| `empty_file` | 422 | documents | The file is empty. |");
        GoldenFile.Check(page, "docs", "errors.md");
    }

    [Fact]
    public void Every_setting_says_what_it_does() =>
        _services.GetServices<OptionsSection>().DistinctBy(section => section.Type)
            .SelectMany(section => section.Type.GetProperties().Where(property => property.CanWrite)
                .Where(property => XmlDocs.OfProperty(section.Type, property.Name).Length == 0)
                .Select(property => $"{section.Section}:{property.Name}"))
            .ShouldBeEmpty();
}
