namespace DigitalDocs.Platform.Resilience;

/// <summary>The copies of one service and who of them is asked next: the one with the fewest of our calls.</summary>
internal sealed class TargetCopies(IReadOnlyList<ServiceCopy> copies)
{
    private uint _turn;

    public IReadOnlyList<ServiceCopy> All => copies;

    /// <summary>
    /// The next copy to ask, none of those asked already. When all are left out, the one whose time is over first: a
    /// wrong guess about one of them costs less than refusing everybody.
    /// </summary>
    /// <returns>Null when every copy was asked.</returns>
    public ServiceCopy? Next(IReadOnlyCollection<ServiceCopy> asked)
    {
        // Equally busy ones take turns.
        var first = (int)(Interlocked.Increment(ref _turn) % (uint)copies.Count);
        ServiceCopy? best = null;
        for (var i = 0; i < copies.Count; i++)
        {
            var copy = copies[(first + i) % copies.Count];
            if (!asked.Contains(copy) && (best is null || IsBetter(copy, best)))
            {
                best = copy;
            }
        }

        return best;
    }

    private static bool IsBetter(ServiceCopy copy, ServiceCopy than) => (copy.IsOut, than.IsOut) switch
    {
        (false, true) => true,
        (true, false) => false,
        (true, true) => copy.OutUntil < than.OutUntil,
        _ => copy.Calls < than.Calls,
    };
}
