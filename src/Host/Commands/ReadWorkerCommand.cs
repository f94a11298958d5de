using System.CommandLine;
using DigitalDocs.Ocr;

namespace DigitalDocs.Host.Commands;

/// <summary>The host starts itself by this to read files in a process of their own; people never do.</summary>
internal static class ReadWorkerCommand
{
    public static Command Create()
    {
        var command = new Command(ReadWorker.Command, "Reads files for the ocr service; started by it.") { Hidden = true };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, ct) => ReadWorker.RunAsync([.. parsed.UnmatchedTokens], ct));
        return command;
    }
}
