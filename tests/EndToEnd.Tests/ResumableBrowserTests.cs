using System.Security.Cryptography;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Testing;
using Microsoft.Playwright;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>A large file in a real browser: paused, without a connection, and through a reload of the page.</summary>
public sealed class ResumableBrowserTests(OneProcess fixture) : IClassFixture<OneProcess>, IAsyncLifetime
{
    private const int Size = 40 << 20;
    private const int UploadRate = 4 << 20;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Installation Installation => fixture.Installation;

    public async ValueTask InitializeAsync()
    {
        var chromium = Require.Program("chromium");
        await fixture.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    [Fact]
    public async Task A_large_file_goes_on_after_a_pause_a_lost_connection_and_a_reload()
    {
        using var folder = new TempFolder();
        var bytes = RandomNumberGenerator.GetBytes(Size);
        await File.WriteAllBytesAsync(folder.File("closing package.bin"), bytes, Ct);
        await using var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Installation.Address.ToString(),
            ViewportSize = new() { Width = 1280, Height = 860 },
            Locale = "en-US",
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await SignInAsync(page);
        await SlowDownAsync(context, page);

        await BrowserTests.Part(page, "file-input").First.SetInputFilesAsync(folder.File("closing package.bin"));
        await Row(page, "/s").WaitForAsync();
        await ShootAsync(page, "uploading");
        await BrowserTests.Part(page, "upload-pause").ClickAsync();
        await Row(page, "Paused at").WaitForAsync();
        await ShootAsync(page, "paused");

        await context.SetOfflineAsync(true);
        await BrowserTests.Part(page, "upload-go-on").ClickAsync();
        await Row(page, "No connection").WaitForAsync();
        await ShootAsync(page, "offline");
        await context.SetOfflineAsync(false);
        await Row(page, "/s").WaitForAsync();

        await page.ReloadAsync();
        await Row(page, "/s").WaitForAsync();
        await ShootAsync(page, "after-reload");
        await page.Locator("[data-testid=upload-row] a:has-text('closing package.bin')").WaitForAsync();
        await ShootAsync(page, "done");

        using var client = (await Installation.SignInAsync("escrowOfficer", Ct)).Client;
        var document = (await client.GetAsync<Page<DocumentItem>>("api/v1/documents", Ct)).Items.ShouldHaveSingleItem();
        (await client.GetByteArrayAsync($"api/v1/documents/{document.Id}/content", Ct)).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    private static ILocator Row(IPage page, string text) => page.Locator($"[data-testid=upload-row]:has-text('{text}')").First;

    private static async Task ShootAsync(IPage page, string step) => await page.ScreenshotAsync(new()
    {
        Path = Repository.PathOf("artifacts", "screenshots", $"large-file-{step}.png"),
        Animations = ScreenshotAnimations.Disabled,
    });

    private static async Task SlowDownAsync(IBrowserContext context, IPage page)
    {
        var session = await context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false,
            ["latency"] = 0,
            ["downloadThroughput"] = -1,
            ["uploadThroughput"] = UploadRate,
        });
    }

    private async Task SignInAsync(IPage page)
    {
        var login = Installation.Logins.First(login => login.Role == "escrowOfficer");
        await page.GotoAsync("/");
        await BrowserTests.Part(page, "email").FillAsync(login.Email);
        await BrowserTests.Part(page, "password").FillAsync(login.Password);
        await BrowserTests.Part(page, "sign-in").ClickAsync();
        await BrowserTests.Part(page, "search-box").WaitForAsync();
    }
}
