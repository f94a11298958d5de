using DigitalDocs.Platform.Composition;

namespace DigitalDocs.Platform.Leases;

/// <summary>Where the processes agree who does a periodic job.</summary>
public sealed class LeasesOptions
{
    public const string Section = "Leases";

    public const string Auto = "auto";

    public const string Sqlite = "sqlite";

    public const string Postgres = "postgres";

    public const string Redis = "redis";

    /// <summary>
    /// Leases: <c>auto</c> takes <c>redis</c> where the cache is, else <c>postgres</c> where the rows are, else
    /// <c>sqlite</c> (a file in the data folder: for the processes of one machine).
    /// </summary>
    [OneOf(Auto, Sqlite, Postgres, Redis)]
    public string Provider { get; set; } = Auto;
}
