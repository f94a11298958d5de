using System.Collections.Concurrent;
using System.Globalization;

namespace DigitalDocs.Platform.Jobs;

/// <summary>
/// How a process signs the jobs it holds, so that others of the same machine can tell when it is gone. What runs
/// elsewhere, in another container or since another start of the machine, nobody here can know: its lease decides.
/// </summary>
public sealed class JobOwner : IDisposable
{
    // Several hosts may live in one process.
    private static readonly ConcurrentDictionary<string, bool> Here = new();
    private static readonly string Machine = ReadMachine();
    private static readonly string Process = FormattableString.Invariant(
        $"{Machine}/{Environment.ProcessId}/{StartOf(Environment.ProcessId) ?? "unknown"}");

    public JobOwner() => Here[Name] = true;

    public string Name { get; } = FormattableString.Invariant($"{Process}/{Guid.CreateVersion7():N}");

    public void Dispose() => Here.TryRemove(Name, out _);

    /// <summary>True when the owner surely ended; false also when nobody here can know.</summary>
    public static bool IsGone(string? owner)
    {
        if (owner?.Split('/') is not [var machine, var process, var start, _] || Machine.Length == 0 || machine != Machine
            || !int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        return owner.StartsWith(Process + "/", StringComparison.Ordinal) ? !Here.ContainsKey(owner) : StartOf(id) != start;
    }

    // Names repeat: hosts and containers may be called alike and count their processes alike. One start of one
    // kernel, and one numbering of processes within it, does not.
    private static string ReadMachine()
    {
        try
        {
            var boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
            var numbering = File.ResolveLinkTarget("/proc/self/ns/pid", returnFinalTarget: false)?.Name;
            return numbering is null ? "" : $"{boot}.{numbering}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // Numbers of processes are used again; number and start together are not.
    private static string? StartOf(int id)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
