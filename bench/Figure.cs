namespace DigitalDocs.Bench;

/// <summary>A measured figure and what stands beside it.</summary>
/// <param name="Values">One per run, or one per request.</param>
/// <param name="Peer">What the machine itself or another program reaches in the same run; null when there is none.</param>
/// <param name="Wanted">What we want to hold.</param>
internal sealed record Figure(
    string What, string Unit, IReadOnlyList<double> Values, string Wanted, string? Peer = null)
{
    public static Figure Of(string what, string unit, double value, string wanted, string? peer = null) =>
        new(what, unit, [value], wanted, peer);
}
