using System.Xml.Linq;
using DigitalDocs.Testing;

namespace DigitalDocs.Architecture.Tests;

public sealed class ReferenceTests
{
    private static readonly string[] Projects = Directory.GetFiles(
        Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories);

    [Fact]
    public void A_project_references_only_what_its_place_allows()
    {
        Projects.Length.ShouldBeGreaterThan(10);
        Projects.SelectMany(path => ReferenceRules.Violations(Path.GetFileNameWithoutExtension(path), XDocument.Load(path)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_wrong_reference_is_found()
    {
        var service = XDocument.Parse(
            """<Project><ItemGroup><ProjectReference Include="../Search/Search.csproj" /></ItemGroup></Project>""");
        var contracts = XDocument.Parse(
            """<Project><ItemGroup><PackageReference Include="Newtonsoft.Json" /></ItemGroup></Project>""");

        ReferenceRules.Violations("Documents", service).ShouldBe(["Documents references Search"]);
        ReferenceRules.Violations("Contracts", contracts).ShouldBe(["Contracts references Newtonsoft.Json"]);
        ReferenceRules.Violations("Contracts", service).ShouldBe(["Contracts references Search"]);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Repository.PathOf("DigitalDocs.slnx"));
        string[] folders = ["src", "tests", "bench", "tools"];

        folders.Select(folder => Repository.PathOf(folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }
}
