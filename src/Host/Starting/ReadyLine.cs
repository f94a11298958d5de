using DigitalDocs.Host.Demo;
using DigitalDocs.Platform.Composition;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace DigitalDocs.Host.Starting;

/// <summary>Says that the server serves, where, and how to sign in.</summary>
internal static class ReadyLine
{
    public static async Task PrintAsync(
        WebApplication app, ServiceCatalogue catalogue, DemoPeople? people, CancellationToken ct)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        if (people is not null)
        {
            var login = people.Logins.First(login => login.Role == "escrowOfficer");
            await Console.Out.WriteLineAsync(
                $"Sign in as {login.Email} with the password {login.Password}"
                + $" (all demo logins: {DemoPeople.FileIn(app.Configuration)})");
        }
        else if (catalogue.Hosts("auth"))
        {
            await SetupLink.PrintIfNeededAsync(app, SelfAddressing.Local(address), ct);
        }

        var shown = SelfAddressing.Local(address).Replace("127.0.0.1", "localhost", StringComparison.Ordinal).TrimEnd('/');
        await Console.Out.WriteLineAsync($"Digital Docs is ready: {shown}");
        await Console.Out.FlushAsync(ct);
    }
}
