using System.Net;
using System.Text.Json;
using Bunit;
using DigitalDocs.Web.Pages.Documents;
using DigitalDocs.Web.State;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Web.Tests.Documents;

public sealed class TrashPageTests : WebContext
{
    private const string List = "GET /api/v1/trash?limit=50";

    private static readonly string Restore = $"POST /api/v1/documents/{Samples.DocumentId}/restore";

    [Fact]
    public async Task A_deleted_document_says_when_it_goes_for_good_and_is_put_back()
    {
        SignIn("documents.delete");
        Server.Answers(List, OneIn(days: 2));
        var page = Render<TrashPage>();
        page.WaitForAssertion(() => page.Find("[data-testid=trash-row]").TextContent.ShouldContain("Goes for good in 2 days"));
        page.Find(".soon").TextContent.ShouldContain("in 2 days");
        Server.Answers(Restore, JsonSerializer.Serialize(Samples.Document(), JsonSerializerOptions.Web));

        await page.Find("[data-testid=trash-restore]").ClickAsync();

        page.WaitForAssertion(() => page.Find("[data-testid=empty-state]").TextContent.ShouldContain("The trash is empty"));
        Server.Asked.ShouldContain(asked => asked.Request == Restore);
    }

    [Fact]
    public void Who_may_not_delete_sees_no_button()
    {
        SignIn();
        Server.Answers(List, OneIn(days: 20));

        var page = Render<TrashPage>();

        page.WaitForAssertion(() => page.Find("[data-testid=trash-row]").TextContent.ShouldContain("in 20 days"));
        page.FindAll("[data-testid=trash-restore], .soon").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_is_told_and_the_document_stays()
    {
        SignIn("documents.delete");
        Server.Answers(List, OneIn(days: 20));
        Server.Answers(Restore, """{"title":"Not allowed","status":403,"code":"forbidden"}""", HttpStatusCode.Forbidden);
        var page = Render<TrashPage>();
        page.WaitForElement("[data-testid=trash-restore]");

        await page.Find("[data-testid=trash-restore]").ClickAsync();

        page.WaitForAssertion(() => page.Find("[data-testid=problem]").TextContent.ShouldContain("You may not do this"));
        page.FindAll("[data-testid=trash-row]").Count.ShouldBe(1);
    }

    [Fact]
    public void When_it_cannot_be_read_it_does_not_look_empty()
    {
        Server.Answers(List, "", HttpStatusCode.ServiceUnavailable);

        var page = Render<TrashPage>();

        page.WaitForAssertion(() => page.Find("[data-testid=problem]"));
        page.FindAll("[data-testid=empty-state]").ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_gap_of_the_stream_it_is_up_to_date_again_and_once_left_it_asks_no_more()
    {
        var live = Services.GetRequiredService<LiveEvents>();
        Server.Answers(List, OneIn(days: 20));
        var page = Render<TrashPage>();
        page.WaitForElement("[data-testid=trash-row]");
        Server.Answers(List, """{"items":[],"nextCursor":null}""");

        await page.InvokeAsync(() => live.OnStateAsync("again"));

        page.WaitForElement("[data-testid=empty-state]");
        var asked = Server.Asked.Count;
        await DisposeComponentsAsync();
        await live.OnStateAsync("again");
        Server.Asked.Count.ShouldBe(asked);
    }

    private static string OneIn(int days)
    {
        var now = TimeProvider.System.GetUtcNow();
        var item = Samples.Item("Deed.pdf") with { DeletedAt = now.AddDays(days - 30), RemovedAfter = now.AddDays(days) };
        return JsonSerializer.Serialize(
            new { items = new[] { item }, nextCursor = (string?)null }, JsonSerializerOptions.Web);
    }
}
