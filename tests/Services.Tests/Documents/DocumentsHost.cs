using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Documents;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Services.Tests.Documents;

/// <summary>The documents service alone, for all tests of a class.</summary>
public sealed class DocumentsHost : IAsyncLifetime
{
    public static readonly IReadOnlyList<ServiceEntry> Services = [ServiceEntry.Of<DocumentsService>("documents", "transactions")];

    public static readonly string[] Everything =
    [
        Permissions.DocumentsView, Permissions.DocumentsDownload, Permissions.DocumentsCreate, Permissions.DocumentsEdit,
        Permissions.DocumentsShare, Permissions.DocumentsDelete, Permissions.TransactionsView,
        Permissions.TransactionsEdit,
    ];

    public DigitalDocsApp App { get; private set; } = null!;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal Colleagues Colleagues { get; } = new();

    public async ValueTask InitializeAsync() => App = await DigitalDocsApp.StartAsync(
        Services,
        settings: new AppSettings
        {
            Configure = builder => builder.Services.AddHttpClient(typeof(UsersClient).FullName!)
                .ConfigurePrimaryHttpMessageHandler(() => Colleagues),
        },
        ct: Ct);

    public async ValueTask DisposeAsync() => await App.DisposeAsync();

    /// <summary>Somebody with an ordinary role; alone in their agency when none is named.</summary>
    public Person Agent(Guid? agency = null)
    {
        var person = App.Person(agency, Everything);
        Colleagues.Add(person.UserId, "Colleague");
        return person;
    }

    /// <summary>Plays the authorization service: gives somebody leave, as it does for shares and closing files.</summary>
    public async Task GrantAsync(Person person, string kind, Guid resource, params string[] permissions)
    {
        App.Allow(person.UserId, person.AgencyId, Everything, [new GrantDto(kind, resource, permissions, null)]);

        // What a caller may do is asked anew after less than a second.
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Ct);
    }

    /// <summary>Somebody who sees every record of the agency.</summary>
    public Person Administrator(Guid? agency = null) => App.Person(agency, [.. Everything, Permissions.RecordsAll]);
}
