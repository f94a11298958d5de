using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DigitalDocs.Architecture.Tests;

/// <summary>Doc comments of the product's assemblies, as plain text.</summary>
internal static partial class XmlDocs
{
    private static readonly Dictionary<string, XElement> Members = Product.All
        .Select(assembly => Path.ChangeExtension(assembly.Location, ".xml")).Where(File.Exists)
        .SelectMany(file => XDocument.Load(file).Descendants("member"))
        .GroupBy(member => (string)member.Attribute("name")!)
        .ToDictionary(group => group.Key, group => group.First());

    public static string OfType(Type type) => Text(Members.GetValueOrDefault($"T:{type.FullName}")?.Element("summary"));

    public static string OfProperty(Type type, string property) =>
        Text(Members.GetValueOrDefault($"P:{type.FullName}.{property}")?.Element("summary"));

    /// <summary>What a record says of one of its parameters.</summary>
    public static string OfParameter(Type type, string parameter) => Text(
        Members.GetValueOrDefault($"T:{type.FullName}")?.Elements("param")
            .FirstOrDefault(param => (string)param.Attribute("name")! == parameter));

    private static string Text(XElement? element) =>
        element is null ? "" : Blanks().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement element when element.Attribute("cref") is { } reference => $"`{((string)reference).Split('.', ':')[^1]}`",
        XElement element => string.Concat(element.Nodes().Select(Text)),
        XText text => text.Value,
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
