using System.Net;
using System.Text.Json.Nodes;
using Bunit;
using DigitalDocs.Web.Pages.Documents;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace DigitalDocs.Web.Tests.Documents;

public sealed class ShareDialogTests : WebContext
{
    private static readonly string Shares = $"GET /api/v1/documents/{Samples.DocumentId}/shares";

    [Fact]
    public async Task A_link_is_made_and_shown_once()
    {
        Server.Answers(Shares, """{"items":[],"nextCursor":null}""");
        Server.Answers(
            $"POST /api/v1/documents/{Samples.DocumentId}/share",
            """
            {"id":"0190aaaa-0000-7000-8000-000000000009","with":{"kind":"link"},"memberName":null,"permissions":["view","download"],
             "createdAt":"2026-03-02T15:04:00Z","createdBy":{"id":"0190aaaa-0000-7000-8000-000000000002","name":"Dana Ortiz"},
             "expiresAt":null,"revokedAt":null,"hasPassword":true,"maxOpens":null,"opens":0,"lastOpenedAt":null,
             "url":"http://localhost/s/token"}
            """,
            HttpStatusCode.Created);
        var page = await OpenAsync();

        page.Find("[data-testid=share-password]").Change("pier 77");
        page.Find(".share-form").Submit();

        page.WaitForAssertion(() => page.Find("[data-testid=share-url]").GetAttribute("value").ShouldBe("http://localhost/s/token"));
        var sent = JsonNode.Parse(Server.Asked.Single(asked => asked.Request.StartsWith("POST", StringComparison.Ordinal)).Body)!;
        sent["with"]!["kind"]!.GetValue<string>().ShouldBe("link");
        sent["password"]!.GetValue<string>().ShouldBe("pier 77");
        sent["expiresAt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_reference()
    {
        Server.Answers(Shares, """{"items":[],"nextCursor":null}""");
        Server.Answers(
            $"POST /api/v1/documents/{Samples.DocumentId}/share",
            """{"title":"Not allowed","status":403,"detail":"Your role may not share.","code":"forbidden","traceId":"trace-1"}""",
            HttpStatusCode.Forbidden);
        var page = await OpenAsync();

        page.Find(".share-form").Submit();

        page.WaitForAssertion(() => page.Find("[data-testid=problem]").TextContent.ShouldContain("Your role may not share."));
        page.Find("[data-testid=problem]").TextContent.ShouldContain("trace-1");
    }

    private async Task<IRenderedComponent<MudDialogProvider>> OpenAsync()
    {
        var provider = Render<MudDialogProvider>();
        await provider.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<ShareDialog>(
            "Share", new DialogParameters<ShareDialog> { { dialog => dialog.DocumentId, Samples.DocumentId } }));
        provider.WaitForElement("[data-testid=share-dialog]");
        return provider;
    }
}
