using System.CommandLine;
using DigitalDocs.Auth;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Users;

namespace DigitalDocs.Host.Commands;

/// <summary><c>digitaldocs admin …</c>: what an operator does on the machine itself.</summary>
internal static class AdminCommand
{
    public static Command Create() => new("admin", "Administers an installation from its own machine.")
    {
        CreateAgency(),
        CreateUser(),
        RotateKeys(),
    };

    private static Command CreateAgency()
    {
        var data = HostSettings.Data();
        var name = new Option<string>("--name") { Description = "Name of the agency.", Required = true };
        return Make("create-agency", "Creates an agency and prints its id.", data, [name], async (services, parsed, ct) =>
        {
            var people = services.GetRequiredService<PeopleAdministration>();
            await Console.Out.WriteLineAsync($"{await people.CreateAgencyAsync(parsed.GetValue(name)!, ct)}");
            return 0;
        });
    }

    private static Command CreateUser()
    {
        var data = HostSettings.Data();
        var agency = new Option<Guid>("--agency") { Description = "Id of the agency.", Required = true };
        var name = new Option<string>("--name") { Description = "The person's name.", Required = true };
        var email = new Option<string>("--email") { Description = "E-mail address to sign in with.", Required = true };
        var role = new Option<string[]>("--role") { Description = "A built-in role; may be repeated.", Required = true };
        return Make(
            "create-user",
            "Creates a user; the password is read from standard input.",
            data,
            [agency, name, email, role],
            async (services, parsed, ct) =>
            {
                var password = await Console.In.ReadLineAsync(ct) ?? "";
                var userId = await services.GetRequiredService<PeopleAdministration>().CreateUserAsync(
                    parsed.GetValue(agency), parsed.GetValue(name)!, parsed.GetValue(email)!, parsed.GetValue(role)!, ct);
                var refused = await services.GetRequiredService<CredentialAdministration>()
                    .SetPasswordAsync(userId, parsed.GetValue(email)!, password, ct);
                if (refused is not null)
                {
                    await Console.Error.WriteLineAsync(refused.Detail);
                    return 1;
                }

                await Console.Out.WriteLineAsync($"{userId}");
                return 0;
            });
    }

    private static Command RotateKeys()
    {
        var data = HostSettings.Data();
        return Make(
            "rotate-keys",
            "Signs tokens with a new key from now on; tokens signed by the one before live out their time.",
            data,
            [],
            async (services, _, _) =>
            {
                await Console.Out.WriteLineAsync(services.GetRequiredService<SigningKeys>().Rotate());
                return 0;
            });
    }

    private static Command Make(
        string name,
        string description,
        Option<string?> data,
        IReadOnlyList<Option> options,
        Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description) { data };
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, ct) =>
        {
            var catalogue = ServiceCatalogue.Select(Services.All, ServiceCatalogue.AllTargets, out _);
            var arguments = HostSettings.AsConfiguration(parsed, data);
            await using var app = Composition.Build(Composition.CreateBuilder(arguments, catalogue), catalogue);
            app.Services.MigrateDatabases();
            await using var scope = app.Services.CreateAsyncScope();
            return await run(scope.ServiceProvider, parsed, ct);
        });
        return command;
    }
}
