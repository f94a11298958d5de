using DigitalDocs.Testing;
using Microsoft.Playwright;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>An administrator looks after failed work in a real browser; with pictures to be looked at.</summary>
[Trait("length", "long")]
public sealed class FailedWorkBrowserTests(OneProcess fixture) : BrowserSession(fixture), IClassFixture<OneProcess>
{
    [Fact]
    public async Task An_administrator_has_failed_work_done_again_or_puts_it_aside()
    {
        var (client, answer) = await Installation.SignInAsync("agencyAdmin", Ct);
        client.Dispose();
        await using var context = await OpenAsync();
        var page = await SignInAsync(context, "agencyAdmin");
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GetByTestId("user-menu").ClickAsync();
        await page.GetByTestId("menu-failed-work").ClickAsync();
        await page.GetByTestId("empty-state").WaitForAsync();

        // It appears without a reload.
        await FailedWork.BuryAsync(Installation, "gateway", [Guid.CreateVersion7(), Guid.CreateVersion7()], answer.Agency.Id);
        await FailedWork.BuryAsync(Installation, "storage", [Guid.CreateVersion7(), Guid.CreateVersion7()], answer.Agency.Id);
        await page.GetByTestId("letter-row").Nth(3).WaitForAsync();
        await LookAsync(page, "failed-work-list");

        await CorrectAsync(page);
        await PutAsideAsync(page);

        await page.GotoAsync("/admin/failed-work");
        await page.GetByTestId("letters-replay-all").First.ClickAsync();
        await page.GetByTestId("empty-state").WaitForAsync();
        errors.ShouldBeEmpty();
    }

    private static async Task CorrectAsync(IPage page)
    {
        await page.Locator("[data-testid=letter-row]:has-text('Storage')").First.PressAsync("Enter");
        (await page.GetByTestId("letter-attempts").TextContentAsync())!.ShouldContain("The disk is full.");
        await page.GetByTestId("letter-edit").ClickAsync();
        await LookAsync(page, "failed-work-correct");
        await page.GetByTestId("letter-edit-send").ClickAsync();
        await page.Locator("[data-testid=letter-state]:has-text('Done')").WaitForAsync();
    }

    private static async Task PutAsideAsync(IPage page)
    {
        await page.GotoAsync("/admin/failed-work");
        await page.Locator("[data-testid=letter-row]:has-text('Storage')").First.PressAsync("Enter");
        await page.GetByTestId("letter-discard").ClickAsync();
        await page.GetByTestId("letter-reason").FillAsync("It was uploaded again.");
        await page.GetByTestId("letter-reason").PressAsync("Enter");
        await page.Locator("[data-testid=letter-state]:has-text('Put aside')").WaitForAsync();
        await ShootAsync(page, "failed-work-aside", whole: true);
    }
}
