using DigitalDocs.Testing;
using Microsoft.Playwright;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>A browser of one test class, on the installation of that class.</summary>
public abstract class BrowserSession(OneProcess fixture) : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected Installation Installation => fixture.Installation;

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
        GC.SuppressFinalize(this);
    }

    protected Task<IBrowserContext> OpenAsync(string look = "light", int width = 1280, int height = 860) =>
        _browser!.NewContextAsync(new()
        {
            BaseURL = Installation.Address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = look == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            Locale = "en-US",
        });

    /// <summary>A page on which somebody of the first agency is signed in.</summary>
    protected async Task<IPage> SignInAsync(IBrowserContext context, string role, string path = "/")
    {
        var login = Installation.Logins.First(login => login.Role == role);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(path);
        await page.GetByTestId("email").FillAsync(login.Email);
        await page.GetByTestId("password").FillAsync(login.Password);
        await page.GetByTestId("sign-in").ClickAsync();
        await page.GetByTestId("search-box").WaitForAsync();
        return page;
    }

    protected static Task ShootAsync(IPage page, string name, bool whole = false) => page.ScreenshotAsync(new()
    {
        Path = Repository.PathOf("artifacts", "screenshots", $"{name}.png"),
        Animations = ScreenshotAnimations.Disabled,
        FullPage = whole,
    });

    /// <summary>Pictures in light, dark and on a phone, where nothing may stick out.</summary>
    protected static async Task LookAsync(IPage page, string name)
    {
        await ShootAsync(page, $"{name}-light", whole: true);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await ShootAsync(page, $"{name}-dark", whole: true);
        await page.SetViewportSizeAsync(360, 780);
        await ShootAsync(page, $"{name}-phone", whole: true);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(1280, 860);
    }
}
