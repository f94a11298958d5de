using System.Net;
using DigitalDocs.Web.State;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Web.Tests.State;

public sealed class RightsTests : WebContext
{
    private const string Me = "GET /api/v1/auth/me";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Rights Rights => Services.GetRequiredService<Rights>();

    [Fact]
    public async Task Many_parts_of_a_page_ask_the_server_once()
    {
        SignIn("documents.create");

        var answers = await Task.WhenAll(
            Rights.MayAsync("documents.create", Ct), Rights.MayAsync("documents.create", Ct), Rights.MayAsync("transactions.edit", Ct));

        answers.ShouldBe([true, true, false]);
        Server.Asked.Count(asked => asked.Request == Me).ShouldBe(1);
    }

    [Fact]
    public async Task What_got_no_answer_is_asked_again()
    {
        SignIn("documents.create");
        Server.Answers(Me, "", HttpStatusCode.ServiceUnavailable);
        (await Rights.MayAsync("documents.create", Ct)).ShouldBeFalse();

        SignIn("documents.create");

        (await Rights.MayAsync("documents.create", Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_who_is_not_signed_in_may_do_anything()
    {
        (await Rights.MayAsync("documents.create", Ct)).ShouldBeFalse();
        Server.Asked.ShouldBeEmpty();
    }
}
