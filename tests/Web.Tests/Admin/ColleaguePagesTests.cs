using System.Net;
using System.Text.Json.Nodes;
using Bunit;
using DigitalDocs.Web.Pages.Admin;
using MudBlazor;

namespace DigitalDocs.Web.Tests.Admin;

public sealed class ColleaguePagesTests : WebContext
{
    private const string List = "GET /api/v1/users?limit=50";
    private const string Me = "0190aaaa-0000-7000-8000-000000000002";
    private const string Other = "0190aaaa-0000-7000-8000-000000000003";
    private const string Roles =
        """
        [{"name":"platformAdmin","description":"Runs the installation.","builtIn":true,"permissions":[]},
         {"name":"agent","description":"Works on their own closing files.","builtIn":true,"permissions":[]},
         {"name":"escrowOfficer","description":"Closes files.","builtIn":true,"permissions":[]}]
        """;

    [Fact]
    public void Who_may_only_look_sees_the_directory_and_nothing_to_change()
    {
        var page = Open(["users.view"], Person(Other, "Sam Lee"));

        page.WaitForElement("[data-testid=colleague]").TextContent.ShouldContain("Sam Lee");
        page.Find("[data-testid=colleague]").TextContent.ShouldContain("Escrow officer");
        page.FindAll("[data-testid=colleague-add], [data-testid=colleague-menu]").ShouldBeEmpty();
    }

    [Fact]
    public void A_new_colleague_gets_roles_and_a_link_that_is_shown_once()
    {
        Server.Answers("GET /api/v1/authorization/roles", Roles);
        Server.Answers(
            "POST /api/v1/users",
            $$"""{ "user":{{Person(Other, "Sam Lee")}},"passwordLink":{ "token":"one-time","expiresAt":"2026-03-05T15:04:00Z" } }""",
            HttpStatusCode.Created);
        var dialogs = Render<MudDialogProvider>();
        var page = Open(["users.view", "users.manage"], Person(Me, "Dana Ortiz"));

        page.WaitForElement("[data-testid=colleague-add]").Click();
        dialogs.WaitForElement("[data-testid=role-escrowOfficer]").Change(true);
        dialogs.FindAll("[data-testid=role-platformAdmin]").ShouldBeEmpty();
        dialogs.Find("[data-testid=role-agent]").Change(false);
        dialogs.Find("[data-testid=colleague-name]").Change("Sam Lee");
        dialogs.Find("[data-testid=colleague-email]").Change(" sam@example.com ");
        dialogs.Find("[data-testid=colleague-form]").Submit();

        dialogs.WaitForElement("[data-testid=password-link-url]").GetAttribute("value")
            .ShouldBe("http://localhost/set-password#one-time");
        var sent = JsonNode.Parse(Sent("POST /api/v1/users"))!;
        sent["email"]!.GetValue<string>().ShouldBe("sam@example.com");
        sent["roles"]!.AsArray().Select(role => role!.GetValue<string>()).ShouldBe(["escrowOfficer"]);
    }

    [Fact]
    public void Nobody_is_added_without_a_role()
    {
        Server.Answers("GET /api/v1/authorization/roles", Roles);
        var dialogs = Render<MudDialogProvider>();
        var page = Open(["users.view", "users.manage"], Person(Me, "Dana Ortiz"));

        page.WaitForElement("[data-testid=colleague-add]").Click();
        dialogs.WaitForElement("[data-testid=role-agent]").Change(false);
        dialogs.Find("[data-testid=colleague-form]").Submit();

        dialogs.WaitForElement("#roles-needed").TextContent.ShouldBe("Choose at least one role.");
        Server.Asked.ShouldNotContain(asked => asked.Request == "POST /api/v1/users");
    }

    [Fact]
    public void A_refused_change_is_told_and_the_list_stays()
    {
        Server.Answers($"PUT /api/v1/memberships/{Other}", """{"title":"Not allowed","status":403,"code":"forbidden"}""", HttpStatusCode.Forbidden);
        var page = Open(["users.view", "users.manage"], Person(Other, "Sam Lee", active: false));
        page.WaitForElement("[data-testid=colleague]").TextContent.ShouldContain("No access");

        page.Find("[data-testid=colleague-menu]").Click();
        page.Find("[data-testid=colleague-back]").Click();

        page.WaitForAssertion(() => page.Find("[data-testid=problem]").TextContent.ShouldContain("You may not do this"));
        page.Find("[data-testid=colleague]").TextContent.ShouldContain("Sam Lee");
    }

    [Fact]
    public void Nobody_is_offered_to_end_their_own_access()
    {
        var page = Open(["users.view", "users.manage"], Person(Me, "Dana Ortiz"));

        page.WaitForElement("[data-testid=colleague-menu]").Click();

        page.FindAll("[data-testid=colleague-roles]").Count.ShouldBe(1);
        page.FindAll("[data-testid=colleague-end]").ShouldBeEmpty();
    }

    [Fact]
    public void Who_runs_the_installation_is_not_an_agencys_to_manage()
    {
        var page = Open(["users.view", "users.manage"], Person(Other, "Sam Lee", role: "platformAdmin"));

        page.WaitForElement("[data-testid=colleague]").TextContent.ShouldContain("Sam Lee");
        page.FindAll("[data-testid=colleague-menu]").ShouldBeEmpty();
    }

    private static string Person(string id, string name, bool active = true, string role = "escrowOfficer") =>
        $$"""
        {"id":"{{id}}","name":"{{name}}","email":"someone@example.com","phone":null,"jobTitle":"Closer","timeZone":"UTC",
         "locale":"en-US","active":{{(active ? "true" : "false")}},"roles":["{{role}}"]}
        """;

    private string Sent(string request) => Server.Asked.Single(asked => asked.Request == request).Body;

    private IRenderedComponent<ColleagueListPage> Open(string[] permissions, string person)
    {
        SignIn(permissions);
        Server.Answers(List, $$"""{"items":[{{person}}],"nextCursor":null}""");
        return Render<ColleagueListPage>();
    }
}
