using DigitalDocs.Testing;

namespace DigitalDocs.Architecture.Tests;

public sealed class SizeTests
{
    private static readonly string[] Folders = ["src", "tests", "bench", "tools"];

    private static readonly string[] Files =
        [.. Folders.Select(folder => Repository.PathOf(folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Fact]
    public void No_file_has_more_than_300_lines() =>
        SizeRules.LongFiles(Files.Select(file => (file, LinesOf(file))), 300).ShouldBeEmpty();

    [Fact]
    public void Half_of_the_files_have_at_most_60_lines() =>
        Files.Select(LinesOf).Order().ElementAt(Files.Length / 2).ShouldBeLessThanOrEqualTo(60);

    [Fact]
    public void The_program_fits_on_a_screen() => LinesOf("src/Host/Program.cs").ShouldBeLessThanOrEqualTo(60);

    [Fact]
    public void No_folder_of_the_product_has_more_than_20_files() =>
        SizeRules.CrowdedFolders(
            Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal)), 20).ShouldBeEmpty();

    [Fact]
    public void No_method_has_more_than_45_lines() =>
        Product.All.Select(assembly => Path.ChangeExtension(assembly.Location, ".pdb"))
            .SelectMany(symbols => SizeRules.LongMethods(symbols, 45)).ShouldBeEmpty();

    [Fact]
    public void What_is_too_long_is_found()
    {
        SizeRules.LongFiles([("a.cs", 301), ("b.cs", 300)], 300).ShouldBe(["a.cs has 301 lines, more than 300"]);
        SizeRules.CrowdedFolders(Enumerable.Range(0, 21).Select(i => $"src/{i}.cs"), 20).ShouldHaveSingleItem();

        // Every method of this assembly is longer than no line at all.
        SizeRules.LongMethods(Path.ChangeExtension(typeof(SizeTests).Assembly.Location, ".pdb"), 0).ShouldNotBeEmpty();
    }

    private static int LinesOf(string file) => File.ReadLines(Repository.PathOf(file)).Count();
}
