using DigitalDocs.Web.Api;
using DigitalDocs.Web.Components;

namespace DigitalDocs.Web.Tests.Api;

public sealed class QueryTests
{
    [Fact]
    public void What_is_written_can_be_read_back()
    {
        var query = new Query().Add("q", "50 % & more = \"all\"").AddAll("class", ["deed", "lease"]).Add("none", null);
        var address = $"http://localhost/search{query}";

        QueryText.Read(address, "q").ShouldBe("50 % & more = \"all\"");
        QueryText.ReadAll(address, "class").ShouldBe(["deed", "lease"]);
        QueryText.Read(address, "none").ShouldBeNull();
    }
}
