using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Contracts.Users;
using DigitalDocs.Platform.Http;

namespace DigitalDocs.Services.Tests.Documents;

/// <summary>The users service as the documents service sees it over the wire.</summary>
internal sealed class Colleagues : HttpMessageHandler
{
    private readonly ConcurrentDictionary<Guid, string> _names = new();

    public void Add(Guid id, string name) => _names[id] = name;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(request.RequestUri!.Segments[^1]);
        return Task.FromResult(_names.TryGetValue(id, out var name)
            ? new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = JsonContent.Create(
                    new UserDto(id, name, "a@b.example", null, null, "UTC", "en-US", true, ["agent"]), options: WireJson.Options),
            }
            : new HttpResponseMessage(HttpStatusCode.NotFound));
    }
}
