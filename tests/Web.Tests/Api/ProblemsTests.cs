using DigitalDocs.Web.Api;

namespace DigitalDocs.Web.Tests.Api;

public sealed class ProblemsTests
{
    [Fact]
    public void A_problem_document_is_told_in_its_own_words()
    {
        var problem = Problems.From(
            422, """{"title":"Rule violated","status":422,"detail":"The name is taken.","code":"name_taken","traceId":"abc"}""");

        problem.Detail.ShouldBe("The name is taken.");
        problem.Code.ShouldBe("name_taken");
        problem.TraceId.ShouldBe("abc");
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("{ broken")]
    [InlineData("")]
    [InlineData(null)]
    public void A_page_that_is_no_problem_document_still_gives_plain_words(string? body)
    {
        var problem = Problems.From(502, body);

        problem.Code.ShouldBe("http_502");
        problem.Detail.ShouldNotBeNull().ShouldContain("safe");
    }

    [Fact]
    public void The_protocols_own_title_is_replaced_by_plain_words()
    {
        var problem = Problems.From(400, """{"title":"Bad Request","status":400,"code":"validation_failed"}""");

        problem.Title.ShouldBe("Something is missing or not right");
    }

    [Fact]
    public void No_answer_at_all_is_being_offline()
    {
        Problems.From(0, null).Code.ShouldBe(Problems.Offline);
    }
}
