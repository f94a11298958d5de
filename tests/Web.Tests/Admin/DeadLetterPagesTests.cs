using System.Net;
using System.Text.Json.Nodes;
using Bunit;
using DigitalDocs.Web.Pages.Admin;

namespace DigitalDocs.Web.Tests.Admin;

public sealed class DeadLetterPagesTests : WebContext
{
    private const string Id = "0190aaaa-0000-7000-8000-0000000000d1";

    private const string Item =
        $$"""
        {"id":"{{Id}}","service":"documents","handler":"documents.WhenOcrCompleted","type":"ocr.completed.v1",
         "subject":"0190aaaa-0000-7000-8000-000000000001","agencyId":null,"state":"dead","attempts":6,
         "lastError":"the shelf is gone","firstFailedAt":"2026-03-02T15:04:00Z","lastFailedAt":"2026-03-02T15:17:00Z",
         "buriedAt":"2026-03-02T15:17:00Z","decidedBy":null,"decidedAt":null,"reason":null,"replayId":null}
        """;

    private const string Letter =
        $$"""
        {"letter":{{Item}},
         "event":{"id":"0190aaaa-0000-7000-8000-0000000000e1","type":"ocr.completed.v1","source":"ocr","subject":"s",
                  "time":"2026-03-02T15:03:00Z","agencyId":null,"actor":"service:ocr","traceParent":null},
         "payload":{"pages":3},"editedPayload":null,
         "failedAttempts":[{"attempt":6,"replay":false,"at":"2026-03-02T15:17:00Z",
                            "errors":[{"type":"System.IO.IOException","message":"the shelf is gone","where":"Shelf.Read"}]}],
         "revision":7}
        """;

    [Fact]
    public void Failed_work_is_listed_with_its_counts()
    {
        SignIn("dead-letters.view", "dead-letters.manage");
        Server.Answers("GET /api/v1/dead-letters/counts", Counts(2));
        Server.Answers("GET /api/v1/dead-letters?state=dead&limit=50", $$"""{"items":[{{Item}}],"nextCursor":null,"unavailable":["search"]}""");

        var page = Render<DeadLetterListPage>();

        page.WaitForAssertion(() => page.Find("[data-testid=letter-row]").TextContent.ShouldContain("the shelf is gone"));
        page.Find("[data-testid=letter-groups]").TextContent.ShouldContain("2 wait");
        page.Markup.ShouldContain("Documents: when ocr completed");
        page.Markup.ShouldContain("Not answering right now: search");
        page.Find("[data-testid=letters-replay-all]").TextContent.ShouldContain("Try all 2 again");
    }

    [Fact]
    public void The_button_before_folded_filters_says_how_many_are_set()
    {
        SignIn("dead-letters.view");
        Server.Answers("GET /api/v1/dead-letters/counts", Counts(2));
        Server.Answers("GET /api/v1/dead-letters?state=dead&limit=50", """{"items":[],"nextCursor":null,"unavailable":[]}""");
        Server.Answers("GET /api/v1/dead-letters?state=discarded&limit=50", """{"items":[],"nextCursor":null,"unavailable":[]}""");
        var page = Render<DeadLetterListPage>();
        var toggle = page.WaitForElement("[data-testid=filter-toggle]");
        (toggle.TextContent.Trim(), toggle.GetAttribute("aria-expanded")).ShouldBe(("Filter", "false"));

        toggle.Click();
        page.Find("[data-testid=letters-state]").Change("discarded");

        page.WaitForAssertion(() => page.Find("[data-testid=filter-toggle]").TextContent.Trim().ShouldBe("Filter: 1 set"));
        page.Find("[data-testid=filter-toggle]").GetAttribute("aria-expanded").ShouldBe("true");
    }

    [Fact]
    public void Where_nothing_failed_it_says_so()
    {
        SignIn("dead-letters.view");
        Server.Answers("GET /api/v1/dead-letters/counts", """{"items":[],"unavailable":[]}""");
        Server.Answers("GET /api/v1/dead-letters?state=dead&limit=50", """{"items":[],"nextCursor":null,"unavailable":[]}""");

        var page = Render<DeadLetterListPage>();

        page.WaitForAssertion(() => page.Find("[data-testid=empty-state]").TextContent.ShouldContain("Nothing waits for you"));
    }

    [Fact]
    public void Somebody_who_may_only_look_is_offered_no_decision()
    {
        SignIn("dead-letters.view");
        Server.Answers($"GET /api/v1/dead-letters/documents/{Id}", Letter);

        var page = Open();

        page.WaitForElement("[data-testid=letter-attempts]").TextContent.ShouldContain("Shelf.Read");
        page.FindAll("[data-testid=letter-replay]").ShouldBeEmpty();
    }

    [Fact]
    public void A_corrected_message_is_sent_with_the_revision_it_was_read_at()
    {
        SignIn("dead-letters.view", "dead-letters.manage");
        Server.Answers($"GET /api/v1/dead-letters/documents/{Id}", Letter);
        Server.Answers($"POST /api/v1/dead-letters/documents/{Id}/replay", Item, HttpStatusCode.Accepted);
        var page = Open();

        page.WaitForElement("[data-testid=letter-edit]").Click();
        page.Find("[data-testid=letter-draft]").Change("""{ "pages": 4 }""");
        page.Find("[data-testid=letter-edit-form]").Submit();

        page.WaitForAssertion(() => Server.Asked.ShouldContain(asked => asked.Request.StartsWith("POST", StringComparison.Ordinal)));
        var sent = Server.Asked.Single(asked => asked.Request.StartsWith("POST", StringComparison.Ordinal));
        JsonNode.Parse(sent.Body)!["payload"]!["pages"]!.GetValue<int>().ShouldBe(4);
        sent.IfMatch.ShouldBe("\"7\"");
    }

    [Fact]
    public void A_message_that_is_no_JSON_is_not_sent()
    {
        SignIn("dead-letters.view", "dead-letters.manage");
        Server.Answers($"GET /api/v1/dead-letters/documents/{Id}", Letter);
        var page = Open();

        page.WaitForElement("[data-testid=letter-edit]").Click();
        page.Find("[data-testid=letter-draft]").Change("{ pages");
        page.Find("[data-testid=letter-edit-form]").Submit();

        page.Markup.ShouldContain("This is not valid JSON: see line 1.");
        Server.Asked.ShouldNotContain(asked => asked.Request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public void A_letter_is_put_aside_with_the_reason()
    {
        SignIn("dead-letters.view", "dead-letters.manage");
        Server.Answers($"GET /api/v1/dead-letters/documents/{Id}", Letter);
        Server.Answers($"POST /api/v1/dead-letters/documents/{Id}/discard", Item);
        var page = Open();

        page.WaitForElement("[data-testid=letter-discard]").Click();
        page.Find("[data-testid=letter-reason]").Change("It was uploaded again.");
        page.Find("[data-testid=letter-discard-form]").Submit();

        page.WaitForAssertion(() => Server.Asked.ShouldContain(asked =>
            asked.Request.EndsWith("/discard", StringComparison.Ordinal) && asked.Body.Contains("It was uploaded again.", StringComparison.Ordinal)));
    }

    private static string Counts(int dead) =>
        $$"""{"items":[{"service":"documents","handler":"documents.WhenOcrCompleted","type":"ocr.completed.v1","dead":{{dead}},"replaying":0}],"unavailable":[]}""";

    private IRenderedComponent<DeadLetterPage> Open() => Render<DeadLetterPage>(parameters => parameters
        .Add(page => page.Service, "documents").Add(page => page.Id, Guid.Parse(Id)));
}
