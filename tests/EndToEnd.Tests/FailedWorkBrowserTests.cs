using DigitalDocs.Testing;
using Microsoft.Playwright;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>An administrator looks after failed work in a real browser, by keyboard too; with pictures to be looked at.</summary>
public sealed class FailedWorkBrowserTests(OneProcess fixture) : IClassFixture<OneProcess>, IAsyncLifetime
{
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

    [Theory]
    [InlineData("light", 1280, 860)]
    [InlineData("dark", 1280, 860)]
    [InlineData("phone", 360, 780)]
    public async Task An_administrator_has_failed_work_done_again(string look, int width, int height)
    {
        var (client, answer) = await Installation.SignInAsync("agencyAdmin", Ct);
        client.Dispose();
        await using var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Installation.Address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = look == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            Locale = "en-US",
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await SignInAsync(page);
        await page.GetByTestId("empty-state").WaitForAsync();
        await ShootAsync(page, look, "1-none");

        // It appears without a reload.
        await FailedWork.BuryAsync(Installation, "gateway", [Guid.CreateVersion7(), Guid.CreateVersion7()], answer.Agency.Id);
        await FailedWork.BuryAsync(Installation, "storage", [Guid.CreateVersion7()], answer.Agency.Id);
        await page.Locator("[data-testid=letter-row]").Nth(2).WaitForAsync();
        await ShootAsync(page, look, "2-list");
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();

        await page.Locator("[data-testid=letter-row]:has-text('Storage')").PressAsync("Enter");
        await page.GetByTestId("letter-attempts").WaitForAsync();
        await page.GetByTestId("letter-edit").ClickAsync();
        await ShootAsync(page, look, "3-correct");
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
        await page.GetByTestId("letter-edit-send").ClickAsync();
        await page.Locator("[data-testid=letter-state]:has-text('Done')").WaitForAsync();
        await ShootAsync(page, look, "4-done");

        await page.GotoAsync("/admin/failed-work");
        await page.GetByTestId("letters-replay-all").First.ClickAsync();
        await page.GetByTestId("empty-state").WaitForAsync();
        errors.ShouldBeEmpty();
    }

    private static async Task ShootAsync(IPage page, string look, string step) => await page.ScreenshotAsync(new()
    {
        Path = Repository.PathOf("artifacts", "screenshots", $"failed-work-{step}-{look}.png"),
        Animations = ScreenshotAnimations.Disabled,
        FullPage = true,
    });

    private async Task SignInAsync(IPage page)
    {
        var login = Installation.Logins.First(login => login.Role == "agencyAdmin");
        await page.GotoAsync("/");
        await page.GetByTestId("email").FillAsync(login.Email);
        await page.GetByTestId("password").FillAsync(login.Password);
        await page.GetByTestId("sign-in").ClickAsync();
        await page.GetByTestId("user-menu").ClickAsync();
        await page.GetByTestId("menu-failed-work").ClickAsync();
    }
}
