namespace DigitalDocs.Platform.Leases;

/// <summary>
/// Exclusive rights for a time, across all processes of the installation. A holder that dies loses its lease when its
/// time is over. Safe for many callers; takes of one process exclude each other too.
/// </summary>
public interface ILeases
{
    /// <summary>Takes a lease that nobody holds.</summary>
    /// <returns>Null when somebody else holds it.</returns>
    Task<Lease?> TryTakeAsync(string name, TimeSpan duration, CancellationToken ct);

    /// <summary>Holds on for a duration from now, longer or shorter than what was left.</summary>
    /// <returns>Null when the lease was lost: its time was over and somebody else took it, or it was released.</returns>
    Task<Lease?> RenewAsync(Lease lease, TimeSpan duration, CancellationToken ct);

    /// <summary>Gives the lease back; does nothing when it was lost.</summary>
    Task ReleaseAsync(Lease lease, CancellationToken ct);
}

/// <summary>A right that is held until <paramref name="Until"/>.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Holder">Unique to this take.</param>
/// <param name="Until">When it ends unless it is renewed.</param>
public sealed record Lease(string Name, Guid Holder, DateTimeOffset Until);
