using System.Reflection.Metadata;

namespace DigitalDocs.Architecture.Tests;

/// <summary>How long files and methods are.</summary>
internal static class SizeRules
{
    public static IEnumerable<string> LongFiles(IEnumerable<(string Path, int Lines)> files, int most) =>
        from file in files where file.Lines > most select $"{file.Path} has {file.Lines} lines, more than {most}";

    public static IEnumerable<string> CrowdedFolders(IEnumerable<string> files, int most) =>
        from folder in files.GroupBy(file => Path.GetDirectoryName(file)!)
        where folder.Count() > most
        select $"{folder.Key} has {folder.Count()} files, more than {most}";

    /// <summary>Methods longer than allowed, measured from first to last statement as the debugger sees them.</summary>
    public static IEnumerable<string> LongMethods(string symbolFile, int most)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(symbolFile));
        var reader = provider.GetMetadataReader();
        var found = new List<string>();
        foreach (var handle in reader.MethodDebugInformation)
        {
            var method = reader.GetMethodDebugInformation(handle);
            var points = method.GetSequencePoints().Where(point => !point.IsHidden).ToList();
            if (points.Count == 0 || method.Document.IsNil)
            {
                continue;
            }

            var file = reader.GetString(reader.GetDocument(method.Document).Name);

            // The braces do not count.
            var lines = points.Max(point => point.EndLine) - points.Min(point => point.StartLine) - 1;

            // Constructors of classes with initialisers span the whole class; generated code is nobody's style.
            if (lines > most && !file.Contains("/obj/", StringComparison.Ordinal) && !IsInitialiser(points))
            {
                found.Add($"{file}:{points.Min(point => point.StartLine)} has a method of {lines} lines, more than {most}");
            }
        }

        return found;
    }

    // The statements of a method follow one another; field initialisers leave gaps where methods stand between them.
    private static bool IsInitialiser(List<SequencePoint> points)
    {
        var lines = points.SelectMany(point => Enumerable.Range(point.StartLine, point.EndLine - point.StartLine + 1)).Distinct().Order().ToList();
        return lines.Zip(lines.Skip(1)).Any(pair => pair.Second - pair.First > 12);
    }
}
