using Microsoft.ML.OnnxRuntime;

namespace DigitalDocs.Ocr;

/// <summary>PP-OCR models on ONNX Runtime, one thread per page.</summary>
internal sealed class NeuralEngine : IOcrEngine, IDisposable
{
    private const double MinConfidence = 0.5;
    private const double Sure = 0.85;
    private readonly InferenceSession _detection;
    private readonly InferenceSession _recognition;
    private readonly TextDetector _detector;
    private readonly TextRecogniser _recogniser;

    public NeuralEngine(ModelFiles files)
    {
        Version = files.Version;
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            EnableCpuMemArena = false,
            EnableMemoryPattern = false,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        _detection = new InferenceSession(files.Detection, options);
        _recognition = new InferenceSession(files.Recognition, options);
        _detector = new TextDetector(_detection);
        _recogniser = new TextRecogniser(_recognition, files.Characters(_recognition), files.SpaceThreshold);
    }

    public string Version { get; }

    public Task<RecognisedPage> RecogniseAsync(GreyImage image, CancellationToken ct)
    {
        var (upright, boxes, turn) = Upright(image);
        var words = new List<PlacedWord>();
        foreach (var box in boxes)
        {
            ct.ThrowIfCancellationRequested();
            var read = _recogniser.Read(upright, box);
            if (Confidence(read) >= MinConfidence)
            {
                words.AddRange(WordsOf(read, box));
            }
        }

        return Task.FromResult(new RecognisedPage(words, turn, upright.Width, upright.Height));
    }

    public void Dispose()
    {
        _detection.Dispose();
        _recognition.Dispose();
    }

    // Most lines standing upright: the page lies on its side. Lines read badly, and better upside down: it stands on its head.
    private (GreyImage Image, List<TextBox> Boxes, int Turn) Upright(GreyImage image)
    {
        var boxes = _detector.Find(image);
        var turn = 0;
        if (boxes.Where(box => box.IsVertical).Sum(box => box.Length) > 0.6 * boxes.Sum(box => box.Length))
        {
            (image, turn) = (image.Turned(270), 270);
            boxes = _detector.Find(image);
        }

        var sample = boxes.Where(box => !box.IsVertical).OrderByDescending(box => box.Length).Take(5).ToList();
        var straight = Mean(image, sample);
        if (sample.Count == 0 || straight >= Sure)
        {
            return (image, boxes, turn);
        }

        var flipped = sample.Select(box => box with { DirectionX = -box.DirectionX, DirectionY = -box.DirectionY }).ToList();
        if (Mean(image, flipped) < straight + 0.05)
        {
            return (image, boxes, turn);
        }

        image = image.Turned(180);
        return (image, _detector.Find(image), (turn + 180) % 360);
    }

    private double Mean(GreyImage image, List<TextBox> boxes) =>
        boxes.Select(box => Confidence(_recogniser.Read(image, box))).DefaultIfEmpty(0).Average();

    private static double Confidence(List<ReadCharacter> read) =>
        read.Count == 0 ? 0 : read.Average(character => character.Confidence);

    private static IEnumerable<PlacedWord> WordsOf(List<ReadCharacter> read, TextBox box)
    {
        // Characters are known by their middles; half the usual distance is what stands before and after.
        var half = read.Count > 1 ? (read[^1].Place - read[0].Place) / (read.Count - 1) / 2 : 0.5;
        for (var first = 0; first < read.Count; first++)
        {
            if (read[first].Text == " ")
            {
                continue;
            }

            var end = first;
            while (end + 1 < read.Count && read[end + 1].Text != " ")
            {
                end++;
            }

            var word = read[first..(end + 1)];
            yield return Placed(word, Math.Max(0, word[0].Place - half), Math.Min(1, word[^1].Place + half), box);
            first = end;
        }
    }

    private static PlacedWord Placed(List<ReadCharacter> word, double from, double to, TextBox box)
    {
        // The detector's boxes stand off the letters by about a tenth of their height.
        (double X, double Y)[] corners = [box.At(from, 0.1), box.At(to, 0.1), box.At(from, 0.9), box.At(to, 0.9)];
        var (left, top) = (corners.Min(corner => corner.X), corners.Min(corner => corner.Y));
        return new PlacedWord(
            string.Concat(word.Select(character => character.Text)), left, top,
            corners.Max(corner => corner.X) - left, corners.Max(corner => corner.Y) - top,
            word.Average(character => character.Confidence));
    }
}
