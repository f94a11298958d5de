using System.Globalization;
using System.Text;

namespace DigitalDocs.Ocr;

/// <summary>Tesseract as a program, one process and one thread per page.</summary>
internal sealed class TesseractEngine : IOcrEngine
{
    private const int LowResolution = 1500;
    private const double Doubtful = 0.6;
    private const double Hopeless = 0.5;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private TesseractEngine(string version) => Version = version;

    public string Version { get; }

    public static async Task<TesseractEngine?> FindAsync(CancellationToken ct)
    {
        var result = await Tool.RunAsync("tesseract", ["--version"], TimeSpan.FromSeconds(10), 10_000, null, ct);
        var words = Encoding.UTF8.GetString(result.Output).Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
        return result.Succeeded && words.Length > 1 ? new TesseractEngine($"tesseract/{words[1]}") : null;
    }

    public async Task<RecognisedPage> RecogniseAsync(GreyImage image, CancellationToken ct)
    {
        var reading = await ReadAsync(image, ct);
        if (IsSideways(reading))
        {
            // It reads lines that stand upright, too, but the page is to be shown as it is read.
            var (left, right) = (await ReadAsync(image.Turned(270), ct), await ReadAsync(image.Turned(90), ct));
            return left.Weight > right.Weight ? left with { Rotation = 270 } : right with { Rotation = 90 };
        }

        if (!IsDoubtful(reading))
        {
            return reading;
        }

        // Little text is too little for the search for its direction: then sideways is tried as well.
        int[] turns = await OrientationAsync(image, ct) is var found and > 0 ? [found] : reading.Confidence < Hopeless ? [90, 270] : [];
        foreach (var turn in turns)
        {
            var turned = await ReadAsync(image.Turned(turn), ct);
            reading = turned.Weight > reading.Weight ? turned with { Rotation = turn } : reading;
        }

        return reading;
    }

    private static bool IsSideways(RecognisedPage reading)
    {
        var words = reading.Words.Where(word => word.Text.Length >= 4).ToList();
        return words.Count >= 5 && words.Count(word => word.Height > 1.3 * word.Width) > 0.6 * words.Count;
    }

    private static bool IsDoubtful(RecognisedPage reading) => reading.Confidence < Doubtful || reading.Words.Count < 12;

    // Small pictures are enlarged; forms and receipts are read as one block, because the search for columns
    // tears labels from their values and throws short lines away. Where one way gives little, the other is tried.
    private static async Task<RecognisedPage> ReadAsync(GreyImage image, CancellationToken ct)
    {
        var longest = Math.Max(image.Width, image.Height);
        var isLow = longest < LowResolution;
        var isNarrow = image.Height > 1.75 * image.Width;
        var scale = isLow ? 2 : 1;
        var enlarged = isLow ? image.Scaled(scale) : image;
        var (first, second) = isLow || isNarrow ? ("6", "3") : ("3", "6");
        var reading = await RunAsync(enlarged, first, scale, image, ct);
        if (!IsDoubtful(reading))
        {
            return reading;
        }

        var other = await RunAsync(enlarged, second, scale, image, ct);
        return other.Weight > reading.Weight ? other : reading;
    }

    private static async Task<RecognisedPage> RunAsync(GreyImage enlarged, string mode, int scale, GreyImage image, CancellationToken ct)
    {
        var dpi = Math.Clamp(enlarged.Dpi > 0 ? enlarged.Dpi : Math.Max(enlarged.Width, enlarged.Height) / 11.0, 70, 600);
        string[] arguments =
        [
            "stdin", "stdout", "--oem", "1", "--psm", mode, "--dpi", dpi.ToString("0", CultureInfo.InvariantCulture), "-l", "eng", "tsv",
        ];
        var result = await Tool.RunAsync("tesseract", arguments, Limit, 32_000_000, enlarged.ToPgm(), ct);
        var words = Encoding.UTF8.GetString(result.Output).Split('\n').Select(row => Word(row, scale)).OfType<PlacedWord>();
        return new RecognisedPage([.. words], 0, image.Width, image.Height);
    }

    private static PlacedWord? Word(string row, double scale)
    {
        var cells = row.Split('\t', 12);
        if (cells.Length < 12 || cells[0] != "5" || string.IsNullOrWhiteSpace(cells[11]))
        {
            return null;
        }

        var numbers = cells[6..11]
            .Select(cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : -1).ToArray();
        var confidence = numbers[4] / 100;
        var text = cells[11].Trim();
        var isSpeck = confidence < 0.2 || (confidence < 0.5 && !text.Any(char.IsLetterOrDigit));
        return isSpeck
            ? null
            : new PlacedWord(text, numbers[0] / scale, numbers[1] / scale, numbers[2] / scale, numbers[3] / scale, confidence);
    }

    private static async Task<int> OrientationAsync(GreyImage image, CancellationToken ct)
    {
        var small = image.NoLongerThan(2000);
        string[] arguments = ["stdin", "stdout", "--psm", "0", "--dpi", "150", "-l", "osd", "-c", "min_characters_to_try=20"];
        var result = await Tool.RunAsync("tesseract", arguments, Limit, 100_000, small.ToPgm(), ct);
        var line = Encoding.UTF8.GetString(result.Output).Split('\n')
            .FirstOrDefault(line => line.StartsWith("Rotate:", StringComparison.Ordinal));
        return int.TryParse(line?["Rotate:".Length..], NumberStyles.Integer, CultureInfo.InvariantCulture, out var turn)
            ? turn % 360
            : 0;
    }
}
