using System.ComponentModel.DataAnnotations;

namespace DigitalDocs.Auth;

/// <summary>Sign-in: how long sessions live and what a password hash costs.</summary>
public sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>Days after which a session that was not used ends.</summary>
    [Range(1, 365)]
    public int IdleDays { get; set; } = 30;

    /// <summary>Days after which a session ends however often it was used.</summary>
    [Range(1, 365)]
    public int LongestDays { get; set; } = 90;

    /// <summary>Hours in which a link for setting a password works.</summary>
    [Range(1, 168)]
    public int PasswordLinkHours { get; set; } = 72;

    /// <summary>Password hashes computed at once; 0: one per core.</summary>
    [Range(0, 256)]
    public int ParallelHashes { get; set; }

    /// <summary>Sign-ins that may wait for their hash; more are told to come back.</summary>
    [Range(1, 100_000)]
    public int WaitingSignIns { get; set; } = 500;

    /// <summary>
    /// Memory of a password hash in KiB (Argon2id); hashes of other costs are replaced at the next sign-in.
    /// </summary>
    [Range(19_456, 1 << 20)]
    public int HashMemoryKib { get; set; } = 19_456;

    /// <summary>Passes of a password hash over its memory (Argon2id).</summary>
    [Range(1, 16)]
    public int HashPasses { get; set; } = 2;
}
