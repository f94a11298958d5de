using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Contracts.Auth;
using DigitalDocs.Platform.Http;
using Microsoft.Playwright;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>An administrator brings a colleague in, who signs in, and ends their access again; with pictures to be looked at.</summary>
public sealed class ColleaguesBrowserTests(OneProcess fixture) : BrowserSession(fixture), IClassFixture<OneProcess>
{
    private const string Email = "new.closer@example.com";
    private const string Password = "four quiet harbor lamps";

    [Fact]
    public async Task An_administrator_brings_a_colleague_in_and_ends_their_access()
    {
        await using var context = await OpenAsync();
        var page = await SignInAsync(context, "agencyAdmin");
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GetByTestId("user-menu").ClickAsync();
        await page.GetByTestId("menu-colleagues").ClickAsync();
        await page.GetByTestId("colleague").First.WaitForAsync();
        await LookAsync(page, "colleagues");

        var link = await AddAsync(page);
        await using var theirs = await OpenAsync();
        await SetPasswordAsync(await theirs.NewPageAsync(), link);
        (await SignInAsync()).ShouldBe(HttpStatusCode.OK);

        await EndAccessAsync(page);
        (await SignInAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        errors.ShouldBeEmpty();
    }

    private async Task<HttpStatusCode> SignInAsync()
    {
        using var client = Installation.CreateClient();
        using var answer = await client.PostAsJsonAsync("api/v1/auth/login", new LoginRequest(Email, Password), WireJson.Options, Ct);
        return answer.StatusCode;
    }

    private static async Task<string> AddAsync(IPage page)
    {
        await page.GetByTestId("colleague-add").ClickAsync();
        await page.GetByTestId("colleague-name").FillAsync("Nia Closer");
        await page.GetByTestId("colleague-email").FillAsync(Email);
        await page.GetByTestId("role-escrowOfficer").CheckAsync();
        await page.GetByTestId("role-agent").UncheckAsync();
        await LookAsync(page, "colleague-add");
        await page.GetByTestId("colleague-save").ClickAsync();
        var link = await page.GetByTestId("password-link-url").InputValueAsync();
        await ShootAsync(page, "colleague-link");
        await page.Keyboard.PressAsync("Escape");
        return link;
    }

    private static async Task SetPasswordAsync(IPage page, string link)
    {
        await page.GotoAsync(link);
        await page.GetByTestId("password").FillAsync(Password);
        await page.GetByTestId("password-again").FillAsync(Password);
        await page.GetByTestId("set-password").ClickAsync();
        await page.GetByTestId("password-set").WaitForAsync();
    }

    private static async Task EndAccessAsync(IPage page)
    {
        var row = page.Locator("[data-testid=colleague]:has-text('Nia Closer')");
        await row.GetByTestId("colleague-menu").ClickAsync();
        await row.GetByTestId("colleague-end").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "End access", Exact = true }).ClickAsync();
        await page.Locator("[data-testid=colleague]:has-text('No access')").WaitForAsync();
        await ShootAsync(page, "colleague-ended");
    }
}
