using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Tests.Things;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Tests.Messaging;

public sealed class HandlersElsewhereTests
{
    private static readonly ServiceEntry Other = new("other", _ => { }, _ => { }, []);

    [Fact]
    public void On_RabbitMQ_a_process_knows_what_the_services_of_other_processes_handle()
    {
        var elsewhere = Elsewhere(EventsOptions.RabbitMq, "other");

        elsewhere.All.ShouldContain(("things.WhenThingMade", ThingMade.EventType));
    }

    [Fact]
    public void What_a_process_handles_itself_is_not_elsewhere() =>
        Elsewhere(EventsOptions.RabbitMq, "things").All.ShouldBeEmpty();

    [Fact]
    public void The_other_transports_keep_events_for_handlers_that_come_later() =>
        Elsewhere("embedded", "other").All.ShouldBeEmpty();

    private static HandlersElsewhere Elsewhere(string provider, string targets)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Events:Provider", provider)]);
        builder.AddHandlersElsewhere(ServiceCatalogue.Select([ServiceEntry.Of<ThingsService>("things"), Other], targets, out _));
        using var services = builder.Services.BuildServiceProvider();
        return services.GetRequiredService<HandlersElsewhere>();
    }
}
