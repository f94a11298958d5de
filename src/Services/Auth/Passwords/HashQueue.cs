using Microsoft.Extensions.Options;

namespace DigitalDocs.Auth.Passwords;

/// <summary>
/// Lets as many password hashes run at once as there are cores: a flood of sign-ins queues, and takes neither the
/// memory nor the cores of everything else.
/// </summary>
internal sealed class HashQueue : IDisposable
{
    private readonly SemaphoreSlim _turns;
    private readonly int _mostWaiting;
    private int _waiting;

    public HashQueue(IOptions<AuthOptions> options)
    {
        var parallel = options.Value.ParallelHashes > 0 ? options.Value.ParallelHashes : Environment.ProcessorCount;
        _turns = new SemaphoreSlim(parallel, parallel);
        _mostWaiting = options.Value.WaitingSignIns;
        Cost = new HashCost(options.Value.HashMemoryKib, options.Value.HashPasses);
    }

    public HashCost Cost { get; }

    /// <summary>A turn, to be disposed; null when too many wait already.</summary>
    public async Task<Turn?> EnterAsync(CancellationToken ct)
    {
        if (Interlocked.Increment(ref _waiting) > _mostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }

        try
        {
            await _turns.WaitAsync(ct);
            return new Turn(_turns);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _turns.Dispose();

    internal sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
