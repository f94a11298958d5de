namespace DigitalDocs.Host.Starting;

/// <summary>
/// SQLite computes on the thread that asks it, and waits there for the disk. With as many threads as processors, which is
/// where the pool begins, a few changes at once hold up every other request, and the pool adds a thread only now and then.
/// </summary>
internal static class BlockingStores
{
    private const int ThreadsPerProcessor = 8;

    public static void HaveThreads()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, ThreadsPerProcessor * Environment.ProcessorCount), ports);
    }
}
