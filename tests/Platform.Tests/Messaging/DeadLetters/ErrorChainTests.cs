using DigitalDocs.Platform.Messaging.DeadLetters;

namespace DigitalDocs.Platform.Tests.Messaging.DeadLetters;

public sealed class ErrorChainTests
{
    [Fact]
    public void Every_error_of_the_chain_is_named_with_its_place()
    {
        var chain = ErrorChain.Of(Thrown(), """{"name":"Jane Roe"}""");

        chain.Links.Count.ShouldBe(2);
        chain.Links[0].Type.ShouldBe("System.InvalidOperationException");
        chain.Links[0].Where.ShouldEndWith("ErrorChainTests.Thrown");
        chain.Links[1].Message.ShouldBe("no place for …");
        chain.Summary.ShouldStartWith("InvalidOperationException at ");
        chain.Summary.ShouldContain(" <- FormatException at ");
    }

    [Fact]
    public void What_a_handler_said_itself_is_the_summary() =>
        ErrorChain.OfRetry("the reader is busy", "{}").Summary.ShouldBe("the reader is busy");

    [Fact]
    public void A_chain_comes_back_from_the_store()
    {
        var chain = ErrorChain.Of(Thrown(), "{}");

        ErrorChain.FromJson(chain.ToJson()).Links.ShouldBe(chain.Links);
    }

    [Fact]
    public void A_chain_is_bounded()
    {
        Exception deep = new FormatException("x");
        for (var i = 0; i < 50; i++)
        {
            deep = new InvalidOperationException("y", deep);
        }

        ErrorChain.Of(deep, "{}").Links.Count.ShouldBeLessThan(10);
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            try
            {
                throw new FormatException("no place for Jane Roe");
            }
            catch (FormatException inner)
            {
                throw new InvalidOperationException("outer", inner);
            }
        }
        catch (InvalidOperationException outer)
        {
            return outer;
        }
    }
}
