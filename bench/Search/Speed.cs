namespace DigitalDocs.Search.Bench;
internal static class Speed { public static Task RunAsync(int size) => Task.CompletedTask; }
