using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Documents;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Testing;

namespace DigitalDocs.Services.Tests.Documents;

/// <summary>The documents service alone, for all tests of a class.</summary>
public sealed class DocumentsHost : IAsyncLifetime
{
    public static readonly IReadOnlyList<ServiceEntry> Services = [ServiceEntry.Of<DocumentsService>("/documents")];

    public static readonly string[] Everything =
    [
        Permissions.DocumentsView, Permissions.DocumentsDownload, Permissions.DocumentsCreate, Permissions.DocumentsEdit,
        Permissions.DocumentsShare, Permissions.DocumentsDelete, Permissions.TransactionsView,
        Permissions.TransactionsEdit,
    ];

    public DigitalDocsApp App { get; private set; } = null!;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => App = await DigitalDocsApp.StartAsync(Services, ct: Ct);

    public async ValueTask DisposeAsync() => await App.DisposeAsync();

    /// <summary>Somebody with an ordinary role; alone in their agency when none is named.</summary>
    public Person Agent(Guid? agency = null) => App.Person(agency, Everything);

    /// <summary>Somebody who sees every record of the agency.</summary>
    public Person Administrator(Guid? agency = null) => App.Person(agency, [.. Everything, Permissions.RecordsAll]);
}
