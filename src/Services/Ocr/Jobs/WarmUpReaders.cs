using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Ocr;

/// <summary>Has the reading processes started with the server, so that the first document finds them warm.</summary>
internal sealed class WarmUpReaders(WorkerPool pool) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        pool.Warm();
    }
}
