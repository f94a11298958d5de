using DigitalDocs.Search.Indexing;

namespace DigitalDocs.Search.Bench;

/// <summary>Made-up documents of 2 to 20 kB whose words are as unevenly frequent as those of a language.</summary>
internal sealed class Corpus
{
    private const int Words = 40_000;
    private readonly string[] _words = new string[Words];
    private readonly double[] _sums = new double[Words];
    private readonly string[] _classes = ["deed", "closingDisclosure", "loanEstimate", "titleCommitment", "lease", "other"];

    public Corpus()
    {
        var random = new Random(7);
        string[] onsets = ["b", "br", "c", "cl", "d", "f", "g", "gr", "h", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v"];
        string[] vowels = ["a", "e", "i", "o", "u", "ea", "ou"];
        var known = new HashSet<string>();
        double sum = 0;
        for (var i = 0; i < Words; i++)
        {
            string word;
            do
            {
                word = string.Concat(Enumerable.Range(0, 1 + random.Next(4))
                    .Select(_ => onsets[random.Next(onsets.Length)] + vowels[random.Next(vowels.Length)])) + (random.Next(3) == 0 ? "n" : "");
            }
            while (!known.Add(word));
            _words[i] = word;
            _sums[i] = sum += 1 / Math.Pow(i + 10, 1.05);
        }

        Agency = Guid.CreateVersion7();
        GrantSets = [.. Enumerable.Range(0, 100).Select(_ => Guid.CreateVersion7())];
    }

    public Guid Agency { get; }

    public IReadOnlyList<Guid> GrantSets { get; }

    public long Characters { get; private set; }

    /// <summary>A word; the higher the rank, the rarer.</summary>
    public string Word(int rank) => _words[rank];

    public IndexedDocument Document(int number)
    {
        var random = new Random(number);
        var pages = new List<IndexedPage>();
        var length = random.Next(2_000, 20_000);
        for (var left = length; left > 0; left -= 3000)
        {
            var text = new System.Text.StringBuilder();
            while (text.Length < Math.Min(left, 3000))
            {
                text.Append(Any(random)).Append(random.Next(12) == 0 ? ".\n" : " ");
            }

            pages.Add(new IndexedPage(pages.Count + 1, text.ToString()));
            Characters += text.Length;
        }

        return new IndexedDocument(
            Guid.CreateVersion7(), Agency, 1, GrantSets[random.Next(GrantSets.Count)], Agency,
            $"{Any(random)}_{Any(random)}-{number}.pdf", _classes[random.Next(_classes.Length)], null,
            DateTimeOffset.UnixEpoch.AddYears(54).AddDays(random.Next(700)), [], [new IndexedField("fileNumber", "string", $"2024-{number:00000}")],
            pages);
    }

    private string Any(Random random)
    {
        var at = Array.BinarySearch(_sums, random.NextDouble() * _sums[^1]);
        return _words[Math.Min(at < 0 ? ~at : at, Words - 1)];
    }
}
