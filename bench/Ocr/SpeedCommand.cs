namespace DigitalDocs.Ocr.Bench;

internal static class SpeedCommand
{
    public static Task<int> RunAsync(string data) => Task.FromResult(0);
}

internal static class AccuracyCommand
{
    public static Task<int> RunAsync(string data) => Task.FromResult(0);
}
