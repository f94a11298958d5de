using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Platform.Broadcast;
using DigitalDocs.Platform.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Platform.Tests.Http;

/// <summary>The clock stands still: what changes here changes because of news, not because time passed.</summary>
public sealed class SnapshotCacheTests : IDisposable
{
    private readonly Authorization _authorization = new();
    private readonly LocalBroadcast _broadcast = new();
    private readonly SnapshotCache _cache;

    private readonly TokenIdentity _identity = new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), "", ["agent"], DateTimeOffset.MaxValue);

    public SnapshotCacheTests() => _cache = new SnapshotCache(
        () => new AuthorizationClient(new HttpClient(_authorization) { BaseAddress = new Uri("http://authorization/") }),
        new FakeTimeProvider(), _broadcast, NullLogger<SnapshotCache>.Instance);

    public void Dispose()
    {
        _cache.Dispose();
        _authorization.Dispose();
    }

    [Fact]
    public async Task A_session_that_ended_is_refused_at_once_even_before_the_authorization_service_knows()
    {
        (await GetAsync())!.Active.ShouldBeTrue();

        _broadcast.TellSessionEnded(_identity.SessionId);

        (await GetAsync())!.Active.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_known_of_a_user_is_forgotten_when_something_changed_and_nothing_else_is()
    {
        await GetAsync();
        await GetAsync();
        _authorization.Asked.ShouldBe(1);
        _broadcast.TellUserChanged(Guid.CreateVersion7());
        await GetAsync();
        _authorization.Asked.ShouldBe(1);

        _authorization.IsActive = false;
        _broadcast.TellUserChanged(_identity.UserId);

        (await GetAsync())!.Active.ShouldBeFalse();
        _authorization.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_that_was_on_its_way_when_news_came_is_not_kept()
    {
        _authorization.BeforeAnswering = () => _broadcast.TellUserChanged(_identity.UserId);
        await GetAsync();
        _authorization.BeforeAnswering = null;
        _authorization.IsActive = false;

        (await GetAsync())!.Active.ShouldBeFalse();
    }

    private ValueTask<AuthorizationSnapshot?> GetAsync() => _cache.GetAsync(_identity, default);

    /// <summary>The other service, at the HTTP level.</summary>
    private sealed class Authorization : HttpMessageHandler
    {
        public int Asked { get; private set; }

        public bool IsActive { get; set; } = true;

        public Action? BeforeAnswering { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            var answer = new AuthorizationSnapshot(Guid.Empty, Guid.Empty, Asked, IsActive, ["agent"], [], []);
            BeforeAnswering?.Invoke();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = JsonContent.Create(answer, options: WireJson.Options),
            });
        }
    }
}
