using DigitalDocs.Architecture.Tests.Wrong;

namespace DigitalDocs.Architecture.Tests;

public sealed class TypeTests
{
    private static readonly IReadOnlyCollection<Type> Types = [.. Product.All.Written()];

    [Fact]
    public void Only_the_service_class_of_a_service_is_public() =>
        TypeRules.PublicBesidesService(Product.Services.Written()).Except(Exceptions.PublicInServices).ShouldBeEmpty();

    [Fact]
    public void A_class_that_nobody_derives_from_is_sealed() =>
        TypeRules.NotSealed(Types).ShouldBeEmpty();

    [Fact]
    public void What_is_awaited_ends_in_Async_and_takes_its_token_last() =>
        TypeRules.AsyncNames(Types).ShouldBeEmpty();

    [Fact]
    public void An_interface_has_two_implementations() =>
        TypeRules.ImplementationCounts(Types).Where(count => count.Value < 2).Select(count => count.Key)
            .Except(Exceptions.SingleImplementation).ShouldBeEmpty();

    [Fact]
    public void The_list_of_interfaces_with_one_implementation_only_shrinks() =>
        Exceptions.SingleImplementation
            .Except(TypeRules.ImplementationCounts(Types).Where(count => count.Value < 2).Select(count => count.Key))
            .ShouldBeEmpty("These have a second implementation now, or are gone: take them off the list.");

    [Fact]
    public void The_list_of_public_types_in_services_only_shrinks() =>
        Exceptions.PublicInServices
            .Except(TypeRules.PublicBesidesService(Product.Services.Written()))
            .ShouldBeEmpty("These are internal now, or gone: take them off the list.");

    [Fact]
    public void An_interface_has_at_most_seven_methods() =>
        TypeRules.WideInterfaces(Types, 7).ShouldBeEmpty();

    [Fact]
    public void A_wrong_type_is_found()
    {
        TypeRules.PublicBesidesService([typeof(PublicHelper)]).ShouldHaveSingleItem();
        TypeRules.NotSealed([typeof(OpenThing)]).ShouldHaveSingleItem();
        TypeRules.NotSealed([typeof(OpenThing), typeof(ClosedThing)]).ShouldBeEmpty();
        TypeRules.AsyncNames([typeof(BadlyNamed)]).ShouldBe(
            [
                $"{typeof(BadlyNamed).FullName}.Load does not end in Async",
                $"{typeof(BadlyNamed).FullName}.SaveAsync does not take its CancellationToken last",
                $"{typeof(BadlyNamed).FullName}.SendAsync calls its CancellationToken token, not ct",
            ],
            ignoreOrder: true);
        TypeRules.ImplementationCounts([typeof(ILonely), typeof(Lonely)]).Values.ShouldBe([1]);
        TypeRules.WideInterfaces([typeof(IWide)], 7).ShouldHaveSingleItem();
    }
}
