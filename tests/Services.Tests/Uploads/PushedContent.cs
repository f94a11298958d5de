using System.Net;

namespace DigitalDocs.Services.Tests.Uploads;

/// <summary>A body whose length nobody knows beforehand.</summary>
internal sealed class PushedContent(byte[] bytes) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        await stream.WriteAsync(bytes);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
