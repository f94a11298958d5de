namespace DigitalDocs.Testing;

/// <summary>How the services are laid out over processes.</summary>
public enum Layout
{
    /// <summary>Everything in one process.</summary>
    OneProcess,

    /// <summary>Identity, documents, what is made of them, and the gateway: a process each.</summary>
    FourProcesses,

    /// <summary>The same four, two copies of each; clients use either gateway.</summary>
    TwoOfEach,
}

/// <summary>What the processes keep things in.</summary>
public enum Stores
{
    /// <summary>SQLite, the embedded queue, a folder.</summary>
    Embedded,

    /// <summary>PostgreSQL without anything between, the rest embedded.</summary>
    Postgres,

    /// <summary>PostgreSQL through PgBouncer, events and cache in Redis, files in S3.</summary>
    RedisAndS3,

    /// <summary>PostgreSQL through PgBouncer, events over RabbitMQ, files in S3.</summary>
    RabbitMqAndS3,
}

/// <summary>An installation as data: its layout and its stores.</summary>
/// <param name="Before">
/// The program that it is made with and that its processes run at first; started again, they run the present one.
/// Null for the present one throughout.
/// </param>
public sealed record Lineup(Layout Layout, Stores Stores, string? Before = null)
{
    private static readonly string[][] Whole = [["all"]];

    private static readonly string[][] Split =
        [["auth", "users", "authorization"], ["documents", "storage"], ["ocr", "ai", "search"], ["gateway"]];

    public static readonly Lineup Smallest = new(Layout.OneProcess, Stores.Embedded);

    /// <summary>The targets of each kind of process; the last has the gateway.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups => Layout == Layout.OneProcess ? Whole : Split;

    public int Copies => Layout == Layout.TwoOfEach ? 2 : 1;
}
