using Microsoft.ML.OnnxRuntime;

namespace DigitalDocs.Ocr;

/// <summary>A character read at a place along its line, from 0 to 1.</summary>
internal readonly record struct ReadCharacter(string Text, double Place, double Confidence);

/// <summary>Reads a line of text from its crop.</summary>
internal sealed class TextRecogniser
{
    private readonly InferenceSession _session;
    private readonly string[] _characters;
    private readonly int[] _wanted;
    private readonly double _spaceThreshold;

    /// <param name="session">The model: <c>[1,3,48,W]</c> to <c>[1,T,classes]</c>.</param>
    /// <param name="characters">Class by class from 0, which is the blank; the last is the space.</param>
    /// <param name="spaceThreshold">From which probability a space that lost against its neighbours is put back.</param>
    public TextRecogniser(InferenceSession session, IReadOnlyList<string> characters, double spaceThreshold)
    {
        (_session, _spaceThreshold) = (session, spaceThreshold);
        _characters = [.. characters];

        // Of some 18,000 classes the documents of this trade use a few hundred: only those compete.
        _wanted = [.. Enumerable.Range(0, _characters.Length).Where(i => i == 0 || IsWanted(_characters[i]))];
    }

    public List<ReadCharacter> Read(GreyImage image, TextBox box)
    {
        var (input, width) = LineCrop.Cut(image, box);
        using var tensor = OrtValue.CreateTensorValueFromMemory(input, [1, 3, LineCrop.Height, width]);
        using var options = new RunOptions();
        using var outputs = _session.Run(options, [_session.InputNames[0]], [tensor], [_session.OutputNames[0]]);
        var steps = (int)outputs[0].GetTensorTypeAndShape().Shape[1];
        return Decode(outputs[0].GetTensorDataAsSpan<float>(), steps);
    }

    private List<ReadCharacter> Decode(ReadOnlySpan<float> probabilities, int steps)
    {
        var classes = probabilities.Length / Math.Max(1, steps);
        var space = _characters.Length - 1;
        var read = new List<ReadCharacter>();
        var (last, lastStep, lostSpace) = (0, -1, 0f);
        for (var step = 0; step < steps; step++)
        {
            var row = probabilities.Slice(step * classes, classes);
            var best = Best(row);
            if (best != 0 && best != last)
            {
                if (read.Count > 0 && best != space && read[^1].Text != " " && step > lastStep + 1 && lostSpace > _spaceThreshold)
                {
                    read.Add(new ReadCharacter(" ", (lastStep + step + 1) / (2.0 * steps), lostSpace));
                }

                read.Add(new ReadCharacter(_characters[best], (step + 0.5) / steps, row[best]));
            }

            if (best != 0)
            {
                (lastStep, lostSpace) = (step, 0);
            }
            else
            {
                lostSpace = Math.Max(lostSpace, row[space]);
            }

            last = best;
        }

        return read;
    }

    private int Best(ReadOnlySpan<float> row)
    {
        var best = 0;
        foreach (var index in _wanted)
        {
            best = row[index] > row[best] ? index : best;
        }

        return best;
    }

    private static bool IsWanted(string character) => character.Length > 0 && character.All(c =>
        c is >= ' ' and < '\u0180' or >= '\u2010' and <= '\u2044' or >= '\u20a0' and <= '\u20bf' or >= '\u2100' and <= '\u22ff'
            or >= '\u2500' and <= '\u27bf');
}
