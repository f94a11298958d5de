using System.Globalization;
using DigitalDocs.Testing;

namespace DigitalDocs.EndToEnd.Tests.Drill;

/// <summary>People of both agencies at work, and the comparison afterwards of what they were told with what is there.</summary>
internal sealed class Crowd(Installation installation, int clients, int seed, Tolerance tolerance)
{
    private static readonly string[] Roles = ["escrowOfficer", "coordinator", "agencyAdmin", "broker", "agent"];
    private readonly Ledger _ledger = new();

    /// <summary>What they were answered, in a line or two.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{_ledger.Documents.Count} documents, {_ledger.Documents.Values.Sum(told => told.Shares)} shares and "
        + $"{_ledger.Documents.Values.Sum(told => told.Edits)} edits acknowledged. Answers: {string.Join("; ", _ledger.Answers)}");

    /// <summary>Has them work while something happens; they stop when it is over, each with its last thing done.</summary>
    public async Task WorkDuringAsync(Func<Task> something, CancellationToken ct)
    {
        var logins = installation.Logins.Where(login => Roles.Contains(login.Role)).ToList();
        var sessions = Enumerable.Range(0, clients).Select(number => Session(logins[number % logins.Count])).ToList();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var working = sessions.Select((session, number) =>
            new DrillClient(session, _ledger, number, (seed * 100) + number).RunAsync(over.Token, ct)).ToList();
        try
        {
            await something();
        }
        finally
        {
            await over.CancelAsync();
        }

        await Task.WhenAll(working);
        sessions.ForEach(session => session.Dispose());
    }

    /// <returns>A line per difference.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken ct)
    {
        var byAgency = installation.Logins.Where(login => login.Role == "agencyAdmin").ToDictionary(login => login.Agency, Session);
        return await new DrillCheck(_ledger, byAgency).RunAsync(ct);
    }

    private DrillSession Session(DemoLogin login) => new(installation, login, _ledger, tolerance);
}
