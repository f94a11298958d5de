using Bunit;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Web.Pages.Documents;

namespace DigitalDocs.Web.Tests.Documents;

public sealed class FieldListTests : WebContext
{
    [Fact]
    public void Clicking_a_field_lights_the_place_it_was_read_from()
    {
        LitPlace? lit = null;
        var field = Samples.Money("loanAmount", "162000.00", 3);
        var list = Render<FieldList>(parameters => parameters
            .Add(p => p.Document, Samples.Document(field))
            .Add(p => p.OnLight, place => lit = place)
            .Add(p => p.OnSave, _ => Task.FromResult(true)));

        list.Find("[data-field=loanAmount] .field-main").Click();

        lit.ShouldNotBeNull().Place.Page.ShouldBe(3);
        lit.Field.ShouldBe(field);
    }

    [Fact]
    public void A_field_without_a_place_cannot_be_lit()
    {
        var list = Render<FieldList>(parameters => parameters
            .Add(p => p.Document, Samples.Document(Samples.Party("Mary Stone", "borrower")))
            .Add(p => p.OnSave, _ => Task.FromResult(true)));

        list.Find(".field-main").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public void The_keyboard_goes_into_the_editor_and_back_to_where_it_came_from()
    {
        var shell = JSInterop.SetupModule("./js/shell.js");
        shell.Mode = JSRuntimeMode.Loose;
        var list = Render<FieldList>(parameters => parameters
            .Add(p => p.Document, Samples.Document(Samples.Money("loanAmount", "162000.00", 3)))
            .Add(p => p.OnSave, _ => Task.FromResult(true)));

        list.Find("[data-testid=field-edit]").Click();
        list.Find("[data-testid=field-editor]").KeyDown("Escape");

        list.WaitForAssertion(() => shell.Invocations["focus"].Select(call => (string)call.Arguments[0]!).ShouldBe(
        [
            "[data-testid=\"field-editor\"] .input",
            ".fields > li:nth-child(1) [data-testid=\"field-edit\"], [data-testid=\"field-add\"]",
        ]));
        list.FindAll("[data-testid=field-editor]").ShouldBeEmpty();
    }

    [Fact]
    public void Changing_one_of_several_values_sends_the_others_along()
    {
        MetadataRequest? sent = null;
        var list = Render<FieldList>(parameters => parameters
            .Add(p => p.Document, Samples.Document(Samples.Party("Mary Stone", "borrower"), Samples.Party("Ficus Bank", "lender")))
            .Add(p => p.OnSave, request =>
            {
                sent = request;
                return Task.FromResult(true);
            }));

        list.FindAll("[data-testid=field-edit]")[1].Click();
        list.Find("[data-testid=field-input]").Change("Ficus Bank, N.A.");
        list.Find("[data-testid=field-editor]").Submit();

        var edit = sent.ShouldNotBeNull().Fields.ShouldHaveSingleItem();
        edit.Name.ShouldBe("party");
        edit.Values.Select(value => value!["name"]!.GetValue<string>()).ShouldBe(["Mary Stone", "Ficus Bank, N.A."]);
    }

    [Fact]
    public void Nothing_can_be_edited_without_the_permission()
    {
        var document = Samples.Document(Samples.Money("loanAmount", "1.00", 1)) with { Permissions = ["view"] };

        var list = Render<FieldList>(parameters => parameters
            .Add(p => p.Document, document)
            .Add(p => p.OnSave, _ => Task.FromResult(true)));

        list.FindAll("[data-testid=field-edit]").ShouldBeEmpty();
        list.FindAll("[data-testid=field-add]").ShouldBeEmpty();
    }
}
