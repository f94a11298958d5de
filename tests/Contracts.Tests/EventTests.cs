using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Platform.Http;
using DigitalDocs.Testing;

namespace DigitalDocs.Contracts.Tests;

/// <summary>
/// The wire form of every event is checked in. A change of a golden file is a change of the contract: members may be
/// added, nothing may be renamed or removed without a new version.
/// </summary>
public sealed class EventTests
{
    private static readonly JsonSerializerOptions Written = new(WireJson.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Strict = new(WireJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static TheoryData<string> Types => [.. Events.Keys.Order(StringComparer.Ordinal)];

    private static Dictionary<string, Type> Events { get; } = typeof(IEvent).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IEvent)))
        .ToDictionary(WireName);

    [Theory]
    [MemberData(nameof(Types))]
    public void An_event_is_written_as_its_golden_file_says(string type) =>
        GoldenFile.Check(
            JsonSerializer.Serialize(Samples.Of(Events[type]), Events[type], Written),
            "tests", "Contracts.Tests", "Golden", $"{type}.json");

    [Theory]
    [MemberData(nameof(Types))]
    public void A_golden_file_can_still_be_read_without_losing_a_member(string type)
    {
        var golden = File.ReadAllText(Repository.PathOf("tests", "Contracts.Tests", "Golden", $"{type}.json"));

        var read = JsonSerializer.Deserialize(golden, Events[type], Strict);

        JsonSerializer.Serialize(read, Events[type], Written).ShouldBe(golden.TrimEnd());
    }

    [Fact]
    public void Every_golden_file_belongs_to_an_event() =>
        Directory.GetFiles(Repository.PathOf("tests", "Contracts.Tests", "Golden"), "*.json")
            .Select(Path.GetFileNameWithoutExtension)
            .ShouldBe(Events.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Types))]
    public void An_event_has_a_versioned_name(string type) => type.ShouldMatch(@"^[a-z]+(\.[a-z-]+)+\.v[1-9]\d*$");

    [Fact]
    public void An_event_of_a_newer_version_of_the_product_is_read_by_ignoring_what_is_new()
    {
        var newer = """{ "userId": "01990000-0000-7000-8000-000000000006", "agency": null, "colour": "green" }""";

        JsonSerializer.Deserialize<UserRegistered>(newer, WireJson.Options)!.UserId
            .ShouldBe(new Guid("01990000-0000-7000-8000-000000000006"));
    }

    private static string WireName(Type type) => (string)type
        .GetProperty(nameof(IEvent.EventType), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
