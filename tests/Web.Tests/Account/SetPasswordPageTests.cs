using System.Net;
using Bunit;
using DigitalDocs.Web.Pages.Account;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Web.Tests.Account;

public sealed class SetPasswordPageTests : WebContext
{
    private const string Set = "POST /api/v1/auth/set-password";

    [Fact]
    public void The_password_is_set_with_the_token_of_the_link()
    {
        Server.Answers(Set, "", HttpStatusCode.NoContent);
        var page = Open("#secret");

        Fill(page, "four words in a row", "four words in a row");

        page.WaitForAssertion(() => page.Find("[data-testid=password-set]").TextContent.ShouldContain("Your password is set"));
        Server.Asked.ShouldHaveSingleItem().Body.ShouldBe("""{"token":"secret","password":"four words in a row"}""");
    }

    [Fact]
    public void Two_different_passwords_are_not_sent()
    {
        var page = Open("#secret");

        Fill(page, "four words in a row", "four words in a raw");

        page.WaitForAssertion(() => page.Markup.ShouldContain("The two are not the same"));
        Server.Asked.ShouldBeEmpty();
    }

    [Fact]
    public void A_link_that_was_used_says_so()
    {
        Server.Answers(Set, """{"title":"Gone","status":410,"detail":"This link was used or has expired. Ask for another.","code":"link_used"}""", HttpStatusCode.Gone);
        var page = Open("#secret");

        Fill(page, "four words in a row", "four words in a row");

        page.WaitForAssertion(() => page.Find("[data-testid=problem]").TextContent.ShouldContain("Ask for another"));
    }

    [Fact]
    public void Half_a_link_cannot_be_used()
    {
        var page = Open("");

        page.Markup.ShouldContain("a part of it is missing");
        page.Find("[data-testid=set-password]").HasAttribute("disabled").ShouldBeTrue();
    }

    private IRenderedComponent<SetPasswordPage> Open(string fragment)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/set-password{fragment}");
        return Render<SetPasswordPage>();
    }

    private static void Fill(IRenderedComponent<SetPasswordPage> page, string password, string again)
    {
        page.Find("[data-testid=password]").Change(password);
        page.Find("[data-testid=password-again]").Change(again);
        page.Find("form").Submit();
    }
}
