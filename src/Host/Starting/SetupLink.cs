using DigitalDocs.Auth;

namespace DigitalDocs.Host.Starting;

/// <summary>On an installation without people: a link that makes the first administrator, once.</summary>
internal static class SetupLink
{
    public static async Task PrintIfNeededAsync(WebApplication app, string address, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var credentials = scope.ServiceProvider.GetRequiredService<CredentialAdministration>();
        if (await credentials.CreateSetupTokenAsync(ct) is { } token)
        {
            await Console.Out.WriteLineAsync(
                $"Nobody can sign in yet. Create the first administrator (once): {address.TrimEnd('/')}/setup#{token}");
        }
    }
}
