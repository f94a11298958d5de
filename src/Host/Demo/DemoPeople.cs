using System.Text.Json;
using DigitalDocs.Auth;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Users;

namespace DigitalDocs.Host.Demo;

/// <summary>Two agencies with a user per built-in role, with passwords made for this installation alone.</summary>
internal sealed class DemoPeople(IReadOnlyList<DemoLogin> logins)
{
    private const string FileName = "demo-logins.json";

    private static readonly (string Agency, string Domain)[] Agencies =
        [("Harbor Light Title", "harborlight.example"), ("Cedar Ridge Closings", "cedarridge.example")];

    private static readonly (string Role, string Name)[] Roles =
    [
        ("agencyAdmin", "Agency Administrator"), ("broker", "Broker"), ("agent", "Agent"), ("assistant", "Assistant"),
        ("escrowOfficer", "Escrow Officer"), ("coordinator", "Closing Coordinator"), ("marketing", "Marketing"),
        ("auditor", "Auditor"), ("client", "Client"), ("platformAdmin", "Platform Administrator"),
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public IReadOnlyList<DemoLogin> Logins => logins;

    public static string FileIn(IConfiguration configuration) =>
        Path.Combine(Path.GetFullPath(configuration["Data:Folder"] ?? "data"), FileName);

    /// <summary>
    /// Creates the people, or finds those created before. The logins are written first: a crash in the middle leaves
    /// a file from which the rest is made at the next start.
    /// </summary>
    /// <returns>Null when the installation has people of its own.</returns>
    public static async Task<DemoPeople?> CreateAsync(IServiceProvider services, CancellationToken ct)
    {
        var file = FileIn(services.GetRequiredService<IConfiguration>());
        var done = file + ".done";
        if (File.Exists(done))
        {
            return new(await ReadAsync(file, ct));
        }

        await using var scope = services.CreateAsyncScope();
        if (!File.Exists(file))
        {
            if (await scope.ServiceProvider.GetRequiredService<PeopleAdministration>().HasPeopleAsync(ct))
            {
                return null;
            }

            await WriteAsync(file, Invent(), ct);
        }

        var people = new DemoPeople(await ReadAsync(file, ct));
        await people.CreateMissingAsync(scope.ServiceProvider, ct);
        await File.WriteAllTextAsync(done, "", ct);
        return people;
    }

    private static List<DemoLogin> Invent() =>
    [
        .. from agency in Agencies
           from role in Roles
           select new DemoLogin(
               agency.Agency,
               $"{role.Name.ToLowerInvariant().Replace(' ', '.')}@{agency.Domain}",
               SecretToken.Create(),
               role.Role),
    ];

    private static async Task<IReadOnlyList<DemoLogin>> ReadAsync(string file, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file);
        return await JsonSerializer.DeserializeAsync<List<DemoLogin>>(stream, Json, ct)
            ?? throw new InvalidDataException($"{file} holds no logins.");
    }

    private static async Task WriteAsync(string file, List<DemoLogin> logins, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var half = file + ".new";
        await using (var stream = new FileStream(half, options))
        {
            await JsonSerializer.SerializeAsync(stream, logins, Json, ct);
        }

        File.Move(half, file, overwrite: true);
    }

    private async Task CreateMissingAsync(IServiceProvider services, CancellationToken ct)
    {
        var people = services.GetRequiredService<PeopleAdministration>();
        var credentials = services.GetRequiredService<CredentialAdministration>();
        foreach (var agency in logins.GroupBy(login => login.Agency))
        {
            var agencyId = await people.CreateAgencyAsync(agency.Key, ct);
            foreach (var login in agency)
            {
                var name = Roles.First(role => role.Role == login.Role).Name;
                var userId = await people.CreateUserAsync(agencyId, name, login.Email, [login.Role], ct);
                if (await credentials.SetPasswordAsync(userId, login.Email, login.Password, ct) is { } failure)
                {
                    throw new InvalidOperationException($"A demo password was refused: {failure.Code}.");
                }
            }
        }
    }
}
