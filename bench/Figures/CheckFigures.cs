using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Crypto;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Http.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Bench.Figures;

/// <summary>What each request pays before its work begins: token and permission, in process and as seen from outside.</summary>
internal static class CheckFigures
{
    private const int Batch = 1000;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchServer server, CancellationToken ct)
    {
        var (client, answer) = await server.SignInAsync(ct);
        using var owned = client;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Data:Folder", server.Installation.DataFolder)]);
        builder.AddCrypto();
        builder.Services.AddSingleton<TokenChecker>();
        using var services = builder.Services.BuildServiceProvider();
        var tokens = services.GetRequiredService<TokenChecker>();
        if ((await tokens.CheckAsync(answer.AccessToken)).Failure is { } failure)
        {
            throw new InvalidOperationException(failure.Detail);
        }

        var known = await BatchesAsync(async () => await tokens.CheckAsync(answer.AccessToken));
        var caller = new Caller();
        caller.Become(
            (await tokens.CheckAsync(answer.AccessToken)).Identity!,
            new AuthorizationSnapshot(
                answer.User.Id, answer.Agency.Id, 1, true, answer.Agency.Roles, [Permissions.DocumentsView, Permissions.SearchUse], []));
        var permission = await BatchesAsync(() => ValueTask.FromResult(caller.May(Permissions.DocumentsView)));
        await Task.Delay(TimeSpan.FromSeconds(1), ct);
        var cold = await Clock.EachAsync(10, async _ =>
        {
            // After this time what was known of the caller is asked anew.
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
            await client.GetStringAsync("api/v1/auth/me", ct);
        });
        return
        [
            new("token check in process", "ms", known, "< 0.1"),
            new("permission check, cached", "ms", permission, "p99 < 1"),
            new("request with the permissions asked anew", "ms", [.. cold.Select(ms => ms - 1000)], "< 5 more than cached"),
        ];
    }

    private static async Task<List<double>> BatchesAsync<T>(Func<ValueTask<T>> check)
    {
        var taken = await Clock.EachAsync(50, async _ =>
        {
            for (var i = 0; i < Batch; i++)
            {
                await check();
            }
        });
        return [.. taken.Select(ms => ms / Batch)];
    }
}
