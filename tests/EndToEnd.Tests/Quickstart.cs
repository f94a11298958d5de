using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests;

/// <summary>Runs the commands of a page of the manual as they stand there.</summary>
internal static partial class Quickstart
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <returns>What the commands wrote, section by section.</returns>
    public static async Task<string> RunAsync(Installation installation, CancellationToken ct, string page = "quickstart.md")
    {
        Require.Program("jq");
        Require.Program("curl");
        var text = await File.ReadAllTextAsync(Repository.PathOf("docs", page), ct);
        var blocks = Block().Matches(text).Select(match => match.Groups[1].Value).ToList();
        blocks.Count.ShouldBeGreaterThan(4);

        var start = new ProcessStartInfo("bash", ["-c", "set -euo pipefail\n" + string.Concat(blocks)])
        {
            UseShellExecute = false,
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["URL"] = installation.Address.ToString().TrimEnd('/');
        start.Environment["DATA"] = installation.DataFolder;
        return await CollectAsync(start, installation, ct);
    }

    private static async Task<string> CollectAsync(ProcessStartInfo start, Installation installation, CancellationToken ct)
    {
        using var process = Process.Start(start)!;
        var written = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(written, line.Data);
        process.ErrorDataReceived += (_, line) => Append(written, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(ct).WaitAsync(Limit, ct);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The commands did not end. It wrote:\n{written}\nThe server wrote:\n{installation.Processes[^1].LastLines}");
        }

        process.ExitCode.ShouldBe(0, $"It wrote:\n{written}\nThe server wrote:\n{installation.Processes[^1].LastLines}");
        lock (written)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(written.ToString());
            return written.ToString();
        }
    }

    private static void Append(StringBuilder written, string? line)
    {
        lock (written)
        {
            written.AppendLine(line);
        }
    }

    [GeneratedRegex("^```bash\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
