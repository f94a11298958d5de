using Bunit;
using DigitalDocs.Web.Pages.Account;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Web.Tests.State;

public sealed class SessionTests : WebContext
{
    private const string Tokens = """
        {"accessToken":"t","tokenType":"Bearer","expiresIn":900,"refreshToken":null,
         "user":{"id":"0190aaaa-0000-7000-8000-000000000002","name":"Dana Ortiz","email":"dana@example.com"},
         "agency":{"id":"0190aaaa-0000-7000-8000-0000000000a1","name":"Harbor","roles":["escrowOfficer"]}}
        """;

    private Session Session => Services.GetRequiredService<Session>();

    [Fact]
    public async Task A_session_goes_on_where_the_cookie_is_still_good()
    {
        Answer("resume", 200, Tokens);

        await Session.StartAsync();

        Session.User.ShouldNotBeNull().Name.ShouldBe("Dana Ortiz");
        Session.Unreachable.ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_connection_nobody_is_told_to_be_signed_out()
    {
        Answer("resume", 0, string.Empty);
        await Session.StartAsync();

        var page = Render<SignInPage>();

        page.Find("[data-testid=problem]").TextContent.ShouldContain("No connection");
    }

    [Theory]
    [InlineData("/documents/1?page=2", "http://localhost/documents/1?page=2")]
    [InlineData("//evil.example", "http://localhost/")]
    [InlineData("https://evil.example", "http://localhost/")]
    public void After_the_sign_in_one_is_where_one_wanted_to_be_and_never_outside(string wanted, string lands)
    {
        Answer("signIn", 200, Tokens, "a@b.example", "secret");
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo($"/sign-in?return={Uri.EscapeDataString(wanted)}");
        var page = Render<SignInPage>();

        page.Find("[data-testid=email]").Change("a@b.example");
        page.Find("[data-testid=password]").Change("secret");
        page.Find("form").Submit();

        page.WaitForAssertion(() => navigation.Uri.ShouldBe(lands));
    }

    private void Answer(string call, int status, string body, params object[] arguments) =>
        JSInterop.SetupModule("./js/session.js").Setup<JsAnswer>(call, arguments).SetResult(new JsAnswer(status, body));
}
