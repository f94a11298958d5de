using DigitalDocs.Testing;
using Microsoft.Playwright;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>The path in a real browser. Pictures of each step go to <c>artifacts/screenshots</c>, to be looked at.</summary>
public sealed class BrowserTests(OneProcess fixture) : BrowserSession(fixture), IClassFixture<OneProcess>
{
    [Theory]
    [InlineData("light", 1280, 860)]
    [InlineData("dark", 1280, 860)]
    [InlineData("phone", 360, 780)]
    public async Task A_person_uploads_finds_and_shares_a_document(string look, int width, int height)
    {
        await using var context = await OpenAsync(look, width, height);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);

        await SignInAsync(page, look);
        await UploadAsync(page, look);
        await OpenAndLightAFieldAsync(page, look);
        await SearchAsync(page, look);
        await ShareAsync(page, context, look);
        errors.ShouldBeEmpty();
    }

    private static ILocator Part(IPage page, string name) => page.GetByTestId(name);

    private static Task ShootAsync(IPage page, string look, string step) => ShootAsync(page, $"{step}-{look}");

    private async Task SignInAsync(IPage page, string look)
    {
        var login = Installation.Logins.First(login => login.Role == "escrowOfficer");
        await page.GotoAsync("/");
        await Part(page, "email").WaitForAsync();
        await ShootAsync(page, look, "1-sign-in");
        await Part(page, "email").FillAsync(login.Email);
        await Part(page, "password").FillAsync(login.Password);
        await Part(page, "sign-in").ClickAsync();
        await Part(page, "search-box").WaitForAsync();
        await ShootAsync(page, look, "2-home");
    }

    private static async Task UploadAsync(IPage page, string look)
    {
        await page.GotoAsync("/documents");
        await Part(page, "file-input").First.SetInputFilesAsync(
        [
            Repository.PathOf("docs", "samples", "closing-disclosure.pdf"),
            Repository.PathOf("docs", "samples", "deed-scan.pdf"),
        ]);
        await Part(page, "upload-row").First.WaitForAsync();
        await ShootAsync(page, look, "3-uploading");

        // Live: the rows become ready without a reload.
        await page.Locator("[data-testid=document-row]:has-text('deed-scan'):has-text('Ready')").First.WaitForAsync();
        await page.Locator("[data-testid=document-row]:has-text('closing-disclosure'):has-text('Ready')").First.WaitForAsync();
        await ShootAsync(page, look, "4-documents");
    }

    private static async Task OpenAndLightAFieldAsync(IPage page, string look)
    {
        if (await Part(page, "uploads-close").CountAsync() > 0)
        {
            await Part(page, "uploads-close").First.ClickAsync();
        }

        await page.Locator("[data-testid=document-row]:has-text('closing-disclosure')").First.ClickAsync();
        await Part(page, "document-name").WaitForAsync();
        var field = page.Locator("[data-testid=field-row][data-field=loanAmount] button").First;
        await field.ClickAsync();
        var box = Part(page, "evidence-box").First;
        await box.WaitForAsync();
        await page.WaitForFunctionAsync(
            "() => document.querySelector('.page-sheet img')?.naturalWidth > 100");
        (await field.GetAttributeAsync("aria-pressed")).ShouldBe("true");
        var place = await box.BoundingBoxAsync();
        var sheet = await Part(page, "page-sheet").First.BoundingBoxAsync();
        place!.Width.ShouldBeInRange(5, sheet!.Width);
        place.Y.ShouldBeGreaterThanOrEqualTo(sheet.Y - 1);
        await ShootAsync(page, look, "5-field-lit");
    }

    private static async Task SearchAsync(IPage page, string look)
    {
        await Part(page, "search-box").First.FillAsync("\"Pest Inspection Fee\"");
        await Part(page, "search-box").First.PressAsync("Enter");
        var hit = Part(page, "search-hit-page").First;
        await hit.WaitForAsync();
        (await hit.GetAttributeAsync("data-page")).ShouldBe("2");
        await ShootAsync(page, look, "6-search");
        await hit.ClickAsync();
        await page.Locator("[data-testid=page-number]:has-text('Page 2')").WaitForAsync();
        await ShootAsync(page, look, "7-found-page");
    }

    private static async Task ShareAsync(IPage page, IBrowserContext context, string look)
    {
        await Part(page, "share-button").First.ClickAsync();
        await Part(page, "share-create").ClickAsync();
        var link = await Part(page, "share-url").InputValueAsync();
        await ShootAsync(page, look, "8-share");

        // Somebody else's browser, not signed in.
        await using var stranger = await context.Browser!.NewContextAsync(
            new() { ViewportSize = page.ViewportSize is { } size ? new() { Width = size.Width, Height = size.Height } : null });
        var opened = await stranger.NewPageAsync();
        (await opened.GotoAsync(link))!.Status.ShouldBe(200);
        await ShootAsync(opened, look, "9-shared");

        await Part(page, "share-revoke").First.ClickAsync();
        await Eventually.TrueAsync(
            async () => (await opened.GotoAsync(link))!.Status == 410, "the revocation", Ct);
        await ShootAsync(opened, look, "10-revoked");
    }
}
