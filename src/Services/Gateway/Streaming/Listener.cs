using System.Threading.Channels;

namespace DigitalDocs.Gateway.Streaming;

/// <summary>A connection's view of the stream.</summary>
internal sealed class Listener(ChannelReader<StreamEntry> entries, Action stop) : IDisposable
{
    public ChannelReader<StreamEntry> Entries => entries;

    public void Dispose() => stop();
}
