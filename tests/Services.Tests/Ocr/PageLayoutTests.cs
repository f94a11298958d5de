using DigitalDocs.Ocr;

namespace DigitalDocs.Services.Tests.Ocr;

public sealed class PageLayoutTests
{
    [Fact]
    public void A_label_and_its_value_stay_on_one_line()
    {
        PlacedWord[] words =
        [
            new("$162,000", 400, 101, 60, 10), new("Loan", 50, 100, 30, 10), new("Amount", 85, 100, 50, 10),
            new("Rate", 50, 120, 30, 10), new("3.875%", 400, 121, 50, 10),
        ];

        Texts(words).ShouldBe(["Loan Amount $162,000", "Rate 3.875%"]);
    }

    [Fact]
    public void Columns_of_running_text_are_read_one_after_the_other()
    {
        var words = new List<PlacedWord>();
        for (var row = 0; row < 8; row++)
        {
            for (var column = 0; column < 6; column++)
            {
                words.Add(new PlacedWord($"left{(char)('a' + row)}", 50 + (column * 40), 100 + (row * 12), 36, 10));
                words.Add(new PlacedWord($"right{(char)('a' + row)}", 330 + (column * 40), 100 + (row * 12), 36, 10));
            }
        }

        var lines = Texts(words);

        lines.Count.ShouldBe(16);
        lines.Take(8).ShouldAllBe(line => line.StartsWith("left", StringComparison.Ordinal));
        lines.Skip(8).ShouldAllBe(line => line.StartsWith("right", StringComparison.Ordinal));
    }

    [Fact]
    public void A_skewed_line_is_one_line()
    {
        // Rises by more than its own height from end to end.
        var words = Enumerable.Range(0, 20).Select(i => new PlacedWord($"w{i}", 50 + (i * 25), 100 - (i * 0.8), 22, 10)).ToList();

        Texts(words).ShouldBe([string.Join(' ', Enumerable.Range(0, 20).Select(i => $"w{i}"))]);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public void Turning_a_word_back_gives_the_word(int degrees)
    {
        var word = new PlacedWord("here", 10, 20, 30, 5);
        var (width, height) = degrees == 180 ? (600.0, 800.0) : (800.0, 600.0);

        var there = word.Turned(degrees, 600, 800);

        there.ShouldNotBe(word);
        there.Turned(360 - degrees, width, height).ShouldBe(word);
    }

    private static List<string> Texts(IReadOnlyList<PlacedWord> words) =>
        [.. PageLayout.Arrange(words).Select(line => string.Join(' ', line.Words.Select(word => word.Text)))];
}
