namespace DigitalDocs.Ocr;

/// <summary>
/// The process that touches hostile bytes: <c>digitaldocs read-worker</c>. It takes work from standard input, answers
/// on standard output, holds no secrets, and may die at any moment without harm.
/// </summary>
public static class ReadWorker
{
    /// <summary>The command by which the host starts itself as a worker.</summary>
    public const string Command = "read-worker";

    /// <summary>Environment of a worker: the engine wanted and the folder of its models.</summary>
    internal const string EngineVariable = "DD_OCR_ENGINE";
    internal const string ModelsVariable = "DD_MODELS";

    // The parent's patience is shorter: this ends workers whose parent is gone.
    private static readonly TimeSpan Orphaned = TimeSpan.FromMinutes(5);

    /// <summary>Runs until standard input closes.</summary>
    /// <param name="arguments">What follows the command: the engine wanted, when it is not told by the environment.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken ct = default)
    {
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        Console.SetOut(TextWriter.Null);
        var engine = Environment.GetEnvironmentVariable(EngineVariable) ?? (arguments is [var engineArgument, ..] ? engineArgument : "auto");
        var reading = new PageReading(new Lazy<Task<IOcrEngine?>>(
            () => EngineChoice.FindAsync(engine, Environment.GetEnvironmentVariable(ModelsVariable) ?? "", ct)));
        await WarmUp.RunAsync(reading, ct);
        await Frames.WriteAsync(output, Answer.Warm, ct);
        while (await Frames.ReadAsync<Work>(input, ct) is { } work)
        {
            using var watchdog = new Timer(_ => Environment.Exit(3), null, Orphaned, Timeout.InfiniteTimeSpan);
            var end = await DoAsync(reading, work, answer => Frames.WriteAsync(output, answer, ct), ct);
            await Frames.WriteAsync(output, end, ct);
        }

        return 0;
    }

    private static async Task<Answer> DoAsync(PageReading reading, Work work, Func<Answer, Task> send, CancellationToken ct)
    {
        try
        {
            return await reading.DoAsync(work, send, ct);
        }
        catch (OutOfMemoryException)
        {
            return new Answer(Note: "Reading it needs more memory than one file may take (unreadable).", Ended: true);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The reader of a hostile file fails in ways nobody lists; the file gets one clear status.
            return new Answer(Note: $"The file is damaged and could not be read (unreadable: {error.GetType().Name}).", Ended: true);
        }
    }
}
