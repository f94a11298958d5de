using System.Xml.Linq;

namespace DigitalDocs.Architecture.Tests;

/// <summary>Which project may stand on which.</summary>
internal static class ReferenceRules
{
    /// <returns>A line per reference of the project file that its place does not allow.</returns>
    public static IEnumerable<string> Violations(string project, XDocument file)
    {
        var projects = Of(file, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
        string[]? allowed = project switch
        {
            "Contracts" => [],
            "Platform" or "Web" => ["Contracts"],
            "Host" => null,
            _ => ["Platform", "Contracts"],
        };
        foreach (var reference in projects.Where(reference => allowed?.Contains(reference) == false))
        {
            yield return $"{project} references {reference}";
        }

        if (project == "Contracts")
        {
            foreach (var reference in Of(file, "PackageReference").Concat(Of(file, "FrameworkReference")))
            {
                yield return $"Contracts references {reference}";
            }
        }
    }

    private static IEnumerable<string> Of(XDocument file, string kind) =>
        file.Descendants(kind).Select(reference => (string)reference.Attribute("Include")!);
}
