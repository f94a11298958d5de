using Microsoft.ML.OnnxRuntime;

namespace DigitalDocs.Ocr;

/// <summary>The neural models that are installed.</summary>
internal sealed record ModelFiles(string Version, string Detection, string Recognition, string? Keys, double SpaceThreshold)
{
    /// <summary>Looks in the folder given, in <c>DD_MODELS</c>, and in <c>.tools/models</c> above the program; null for none.</summary>
    public static ModelFiles? Find(string folder) =>
        Folders(folder).Select(In).FirstOrDefault(files => files is not null);

    /// <summary>The recogniser's classes in order: blank, characters, space.</summary>
    public IReadOnlyList<string> Characters(InferenceSession recogniser)
    {
        IEnumerable<string> characters = Keys is not null
            ? File.ReadAllLines(Keys)
            : recogniser.ModelMetadata.CustomMetadataMap["character"].Split('\n');
        return ["", .. characters.Select(line => line.TrimEnd('\r')), " "];
    }

    private static ModelFiles? In(string folder)
    {
        var (newer, older) = (Path.Combine(folder, "PP-OCRv6_{0}_small.onnx"), Path.Combine(folder, "ch_PP-OCRv4_{0}_infer.onnx"));
        var keys = Path.Combine(folder, "ppocr_keys_v1.txt");
        return File.Exists(Of(newer, "det")) && File.Exists(Of(newer, "rec"))
            ? new ModelFiles("pp-ocr/v6-small", Of(newer, "det"), Of(newer, "rec"), null, 0.1)
            : File.Exists(Of(older, "det")) && File.Exists(Of(older, "rec")) && File.Exists(keys)
                ? new ModelFiles("pp-ocr/v4", Of(older, "det"), Of(older, "rec"), keys, 0.02)
                : null;
    }

    private static string Of(string pattern, string part) => pattern.Replace("{0}", part, StringComparison.Ordinal);

    private static IEnumerable<string> Folders(string folder)
    {
        if (folder.Length > 0)
        {
            yield return folder;
        }

        if (Environment.GetEnvironmentVariable("DD_MODELS") is { Length: > 0 } named)
        {
            yield return named;
        }

        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            yield return Path.Combine(above.FullName, ".tools", "models");
        }
    }
}
