using System.Security.Cryptography;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Testing;
using Microsoft.Playwright;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>A large file in a real browser: paused, without a connection, through a reload and the end of its tab.</summary>
[Trait("length", "long")]
public sealed class ResumableBrowserTests(OneProcess fixture) : BrowserSession(fixture), IClassFixture<OneProcess>
{
    private const string Name = "closing package.bin";
    private const int Size = 12 << 20;
    private const int UploadRate = 2 << 20;

    [Fact]
    public async Task A_large_file_goes_on_after_a_pause_a_lost_connection_a_reload_and_the_end_of_its_tab()
    {
        using var folder = new TempFolder();
        var bytes = RandomNumberGenerator.GetBytes(Size);
        await File.WriteAllBytesAsync(folder.File(Name), bytes, Ct);
        await using var context = await OpenAsync();
        var (page, line) = await BeginUploadAsync(context, folder.File(Name));
        await ShootAsync(page, "large-file-uploading");
        await page.GetByTestId("upload-pause").ClickAsync();
        await Row(page, "Paused at").WaitForAsync();
        await page.ReloadAsync();
        await Row(page, "Paused at").WaitForAsync();
        await ShootAsync(page, "large-file-paused");

        await ConnectAsync(line, offline: true);
        await page.GetByTestId("upload-go-on").ClickAsync();
        await Row(page, "No connection").WaitForAsync();
        await ShootAsync(page, "large-file-offline");
        await ConnectAsync(line, offline: false);
        await Row(page, "/s").WaitForAsync();

        // Another tab leaves it alone until this one is gone, and then takes it up.
        var other = await context.NewPageAsync();
        await other.GotoAsync("/documents");
        await other.GetByTestId("search-box").WaitForAsync();
        (await other.GetByTestId("upload-row").CountAsync()).ShouldBe(0);
        await page.CloseAsync();
        await other.Locator($"[data-testid=upload-row] a:has-text('{Name}')").WaitForAsync();
        await ShootAsync(other, "large-file-done");

        using var client = (await Installation.SignInAsync("escrowOfficer", Ct)).Client;
        var document = (await client.GetAsync<Page<DocumentItem>>("api/v1/documents", Ct)).Items.ShouldHaveSingleItem();
        (await client.GetByteArrayAsync($"api/v1/documents/{document.Id}/content", Ct)).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_that_is_added_while_the_page_takes_up_what_was_left_is_there_once()
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File(Name), RandomNumberGenerator.GetBytes(Size), Ct);
        await using var context = await OpenAsync();
        var (page, _) = await BeginUploadAsync(context, folder.File(Name));
        await page.EvaluateAsync("async () => (await import('/js/upload.js')).goOn(true)");

        (await page.GetByTestId("upload-row").CountAsync()).ShouldBe(1);
        await page.GetByTestId("upload-cancel").ClickAsync();
        await Row(page, "Cancelled").WaitForAsync();
    }

    // The line is slow enough for something to happen meanwhile.
    private async Task<(IPage Page, ICDPSession Line)> BeginUploadAsync(IBrowserContext context, string file)
    {
        var page = await SignInAsync(context, "escrowOfficer");
        var line = await context.NewCDPSessionAsync(page);
        await line.SendAsync("Network.enable");
        await ConnectAsync(line, offline: false);
        await page.GetByTestId("file-input").First.SetInputFilesAsync(file);
        await Row(page, "/s").WaitForAsync();
        return (page, line);
    }

    private static ILocator Row(IPage page, string text) => page.Locator($"[data-testid=upload-row]:has-text('{text}')").First;

    private static Task ConnectAsync(ICDPSession line, bool offline) =>
        line.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = offline,
            ["latency"] = 0,
            ["downloadThroughput"] = -1,
            ["uploadThroughput"] = UploadRate,
        });
}
