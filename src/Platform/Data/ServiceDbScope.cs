using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Jobs;
using DigitalDocs.Platform.Messaging;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Data;

/// <summary>What a pooled context gets when it is handed out.</summary>
internal sealed record ServiceDbScope(
    Caller Caller,
    TimeProvider Clock,
    WakeSignal OutboxSignal,
    FairGate WriterTurn,
    ILogger Log,
    ReplicaWatch? Replica,
    string MainConnectionString);

/// <summary>Process-wide companions of one service's context.</summary>
internal sealed class ServiceDbCompanion<TDb>(Databases databases) : IDisposable
    where TDb : ServiceDb
{
    public string MainConnectionString { get; } = databases.IsPostgres ? databases.PostgresConnectionString : "";

    public WakeSignal OutboxSignal { get; } = new();

    /// <summary>SQLite has one writer: agencies take turns, so that one which uploads by the thousand holds up nobody.</summary>
    public FairGate WriterTurn { get; } = new(1);

    public void Dispose() => OutboxSignal.Dispose();
}
