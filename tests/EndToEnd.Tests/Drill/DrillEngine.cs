namespace DigitalDocs.EndToEnd.Tests.Drill;

/// <summary>An engine of the drill's own: how it is made to fail and brought back, and the network to it.</summary>
/// <param name="Break">Kills it, waits for so long, and starts it again.</param>
/// <param name="Network">Null where the product finds the way by itself, as to the nodes that a sentinel names.</param>
internal sealed record DrillEngine(string Name, Func<TimeSpan, CancellationToken, Task> Break, TcpProxy? Network);
