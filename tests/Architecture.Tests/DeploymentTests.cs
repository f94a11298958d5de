using System.Text.RegularExpressions;
using DigitalDocs.Testing;

namespace DigitalDocs.Architecture.Tests;

/// <summary>What <c>deploy/</c> says is what the program knows.</summary>
public sealed partial class DeploymentTests
{
    private static readonly string Settings = File.ReadAllText(Repository.PathOf("docs", "configuration.md"));

    private static IEnumerable<string> Files => Directory.EnumerateFiles(Repository.PathOf("deploy"));

    [Fact]
    public void Every_setting_that_is_named_exists()
    {
        var named = Files.SelectMany(file => Setting().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct().ToList();

        named.Count.ShouldBeGreaterThan(15);
        named.Where(name => !IsKnown(name)).ShouldBeEmpty();
    }

    [Fact]
    public void The_split_hosts_every_service_in_two_copies_and_knows_where_it_is()
    {
        var split = File.ReadAllText(Repository.PathOf("deploy", "compose.split.yaml"));
        var hosted = Target().Matches(split).SelectMany(match => match.Groups[1].Value.Trim('"').Split(',')).ToHashSet();

        hosted.ShouldBe(Host.Services.All.Select(service => service.Name), ignoreOrder: true);
        foreach (var service in Host.Services.All.Select(service => service.Name).Where(name => name != "gateway"))
        {
            Regex.Match(split, $"DD_Services__{service}__Url: (.*)").Groups[1].Value.Split(';').Length.ShouldBe(2, service);
        }
    }

    private static bool IsKnown(string name) =>
        name == "Urls"
        || (name.Split("__") is ["Services", var service, "Url"] && Host.Services.All.Any(known => known.Name == service))
        || Settings.Contains($"| `{name.Replace("__", ":", StringComparison.Ordinal)}` |", StringComparison.Ordinal);

    // Variables of the files' own are written in capitals.
    [GeneratedRegex(@"\bDD_((?!PUBLIC_URL|ENGINES_PASSWORD)\w+)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"--target, ([^\]]+)\]")]
    private static partial Regex Target();
}
