namespace DigitalDocs.Testing;

/// <summary>The Cranfield collection: abstracts, questions and which abstract answers which question how well.</summary>
public sealed class Cranfield
{
    private Cranfield(
        IReadOnlyList<Abstract> abstracts,
        IReadOnlyList<string> questions,
        IReadOnlyDictionary<int, Dictionary<int, int>> grades)
    {
        (Abstracts, Questions, Grades) = (abstracts, questions, grades);
    }

    public IReadOnlyList<Abstract> Abstracts { get; }

    /// <summary>In the order by which <see cref="Grades"/> number them, from 1.</summary>
    public IReadOnlyList<string> Questions { get; }

    /// <summary>Question → abstract → gain; every grade but −1 is relevant.</summary>
    public IReadOnlyDictionary<int, Dictionary<int, int>> Grades { get; }

    public static Cranfield Read(string folder)
    {
        var abstracts = Records(Path.Combine(folder, "cran.all.1400"))
            .Select(record => new Abstract(
                int.Parse(record['I'], System.Globalization.CultureInfo.InvariantCulture), record['T'], record['W']));
        var grades = File.ReadLines(Path.Combine(folder, "cranqrel"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length >= 3)
            .Select(parts => Array.ConvertAll(parts[..3], int.Parse))
            .Where(judgement => judgement[2] != -1)
            .GroupBy(judgement => judgement[0])
            .ToDictionary(question => question.Key, question => question
                .GroupBy(judgement => judgement[1]).ToDictionary(document => document.Key, _ => 1));
        return new Cranfield(
            [.. abstracts], [.. Records(Path.Combine(folder, "cran.qry")).Select(record => record['W'])], grades);
    }

    /// <summary>Mean nDCG@10 over all questions.</summary>
    /// <param name="search">Question → numbers of abstracts, best first.</param>
    public double Ndcg(Func<string, IEnumerable<int>> search) => Questions
        .Select((question, i) => Ndcg(search(question), Grades.GetValueOrDefault(i + 1) ?? []))
        .Average();

    private static double Ndcg(IEnumerable<int> found, Dictionary<int, int> grades)
    {
        var gain = found.Take(10).Select((number, rank) => grades.GetValueOrDefault(number) / Math.Log2(rank + 2)).Sum();
        var best = grades.Values.OrderDescending().Take(10).Select((grade, rank) => grade / Math.Log2(rank + 2)).Sum();
        return best > 0 ? gain / best : 0;
    }

    private static IEnumerable<Dictionary<char, string>> Records(string path)
    {
        Dictionary<char, string>? record = null;
        var part = ' ';
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith(".I ", StringComparison.Ordinal))
            {
                if (record is not null)
                {
                    yield return record;
                }

                record = new() { ['I'] = line[3..].Trim(), ['T'] = "", ['W'] = "" };
            }
            else if (line is ['.', >= 'A' and <= 'Z'])
            {
                part = line[1];
            }
            else if (record is not null)
            {
                record[part] = record.GetValueOrDefault(part, "") + line + "\n";
            }
        }

        if (record is not null)
        {
            yield return record;
        }
    }
}

public sealed record Abstract(int Number, string Title, string Text);

/// <summary>Misspells words the same way every time.</summary>
public static class Misspelling
{
    /// <summary>One edit in each word of five or more letters: a letter swapped, left out, doubled or replaced.</summary>
    public static string Everywhere(string text, int seed)
    {
        var random = new Random(seed);
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Length >= 5 && word.All(char.IsAsciiLetter) ? Once(word, random) : word));
    }

    public static string Once(string word, Random random)
    {
        var at = random.Next(1, word.Length - 1);
        return random.Next(4) switch
        {
            0 when word[at] != word[at + 1] => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            1 => word.Remove(at, 1),
            2 => word.Insert(at, ((char)('a' + random.Next(26))).ToString()),
            _ => word[..at] + (char)('a' + random.Next(26)) + word[(at + 1)..],
        };
    }
}
