using DigitalDocs.Contracts.Http;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components;

namespace DigitalDocs.Web.Components;

/// <summary>
/// A page that shows what happens as it happens: it is told of every event, loads again once for many that come close
/// together, and again when the stream is back after a gap. What it has asked for ends when it is left.
/// </summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(300);
    private readonly CancellationTokenSource _leaving = new();
    private LaterOnce? _reload;

    protected LivePage() => Leaving = _leaving.Token;

    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

    /// <summary>Ends with the page.</summary>
    protected CancellationToken Leaving { get; }

    [Inject]
    private LiveEvents Live { get; set; } = null!;

    public void Dispose()
    {
        Live.Received -= OnLiveAsync;
        Live.Resumed -= LoadAsync;
        OnLeaving();
        _leaving.Cancel();
        _leaving.Dispose();
        _reload?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized()
    {
        _reload = new LaterOnce(Together, Clock, () => InvokeAsync(LoadAsync));
        Live.Received += OnLiveAsync;
        Live.Resumed += LoadAsync;
    }

    /// <summary>Brings the page up to date.</summary>
    protected abstract Task LoadAsync();

    protected abstract Task OnLiveAsync(StreamMessage message);

    /// <summary>Loads again soon.</summary>
    protected void AskToLoad() => _reload?.Ask();

    /// <summary>For what a page listens to besides.</summary>
    protected virtual void OnLeaving()
    {
    }
}
