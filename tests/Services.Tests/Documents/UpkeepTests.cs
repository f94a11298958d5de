using System.Net;
using DigitalDocs.Contracts.Documents;
using DigitalDocs.Contracts.Events;
using DigitalDocs.Documents;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Services.Tests.Documents;

/// <summary>The jobs that run by themselves, with rows that are made to look old.</summary>
public sealed class UpkeepTests(DocumentsHost host) : IClassFixture<DocumentsHost>
{
    private readonly Person _agent = host.Agent();

    private static CancellationToken Ct => DocumentsHost.Ct;

    [Fact]
    public async Task Lost_work_is_sent_again_and_in_the_end_a_person_is_asked()
    {
        var id = await UploadAsync();
        var statuses = new List<string>();
        for (var turn = 0; turn < 4; turn++)
        {
            await AgeAsync(id, TimeSpan.FromDays(7));
            await RunAsync(ResendLost.RunAsync);
            statuses.Add((await GetAsync(id)).Status);
        }

        statuses.ShouldBe(["stored", "stored", "stored", "attention"]);
        (await GetAsync(id)).StatusReason.ShouldNotBeNull();
    }

    [Fact]
    public async Task Work_that_is_under_way_is_left_alone()
    {
        var id = await UploadAsync();
        var before = (await _agent.Client.GetAsync($"api/v1/documents/{id}", Ct)).Headers.ETag;

        await RunAsync(ResendLost.RunAsync);

        (await _agent.Client.GetAsync($"api/v1/documents/{id}", Ct)).Headers.ETag.ShouldBe(before);
    }

    [Fact]
    public async Task The_trash_is_emptied_after_its_time_and_not_before()
    {
        var old = await UploadAsync();
        var young = await UploadAsync();
        await _agent.Client.DeleteAsync($"api/v1/documents/{old}", Ct);
        await _agent.Client.DeleteAsync($"api/v1/documents/{young}", Ct);
        await SetAsync(old, set => set.SetProperty(d => d.DeletedAt, TimeProvider.System.GetUtcNow().AddDays(-31)));

        await RunAsync(PurgeTrash.RunAsync);

        var gone = await _agent.Client.PostAsync($"api/v1/documents/{old}/restore", null, Ct);
        var kept = await _agent.Client.PostAsync($"api/v1/documents/{young}/restore", null, Ct);
        await gone.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
        kept.StatusCode.ShouldBe(HttpStatusCode.OK);
        var blobs = host.App.Services.GetRequiredService<IBlobStore>();
        (await blobs.ListAsync($"{_agent.AgencyId}/documents/{old}/", null, 10, Ct)).Items.ShouldBeEmpty();
        (await blobs.ListAsync($"{_agent.AgencyId}/documents/{young}/", null, 10, Ct)).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_over_its_time_in_the_trash_cannot_be_restored_while_it_is_purged()
    {
        var id = await UploadAsync();
        await _agent.Client.DeleteAsync($"api/v1/documents/{id}", Ct);
        await SetAsync(id, set => set.SetProperty(d => d.DeletedAt, TimeProvider.System.GetUtcNow().AddDays(-30)));

        var restored = await _agent.Client.PostAsync($"api/v1/documents/{id}/restore", null, Ct);

        await restored.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found", Ct);
    }

    [Fact]
    public async Task What_was_restored_after_the_purge_read_it_keeps_its_bytes()
    {
        var id = await UploadAsync();
        await _agent.Client.DeleteAsync($"api/v1/documents/{id}", Ct);

        await RunAsync(async (services, ct) =>
        {
            var read = await services.GetRequiredService<DocumentsDb>().AcrossAgencies<Document>("test").SingleAsync(d => d.Id == id, ct);
            (await _agent.Client.PostAsync($"api/v1/documents/{id}/restore", null, ct)).EnsureSuccessStatusCode();
            await PurgeTrash.PurgeAsync(services, read, ct);
        });

        (await _agent.Client.GetAsync($"api/v1/documents/{id}/content", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Progress_moves_the_document_once_and_never_backwards()
    {
        var id = await UploadAsync();
        var services = new Reading(host.App, _agent.AgencyId);

        await services.TellAsync(new OcrProgressed(id, _agent.AgencyId, 1, 3, 10));
        await Eventually.TrueAsync(async () => (await GetAsync(id)).Status == "processing", "processing", Ct);
        await services.AnalyseAsync(id, Reading.Analysis("deed"));
        await Eventually.TrueAsync(async () => (await GetAsync(id)).Status == "ready", "ready", Ct);
        await services.TellAsync(new OcrProgressed(id, _agent.AgencyId, 1, 4, 10));
        await services.ReadAsync(id);
        await Eventually.TrueAsync(async () => (await GetAsync(id)).PageCount == 2, "the text", Ct);

        (await GetAsync(id)).Status.ShouldBe("ready");
    }

    private static async Task RunInScopeAsync(IServiceProvider services, Func<IServiceProvider, CancellationToken, Task> job)
    {
        await using var scope = services.CreateAsyncScope();
        await job(scope.ServiceProvider, Ct);
    }

    private Task RunAsync(Func<IServiceProvider, CancellationToken, Task> job) => RunInScopeAsync(host.App.Services, job);

    private Task<int> AgeAsync(Guid id, TimeSpan age) =>
        SetAsync(id, set => set.SetProperty(d => d.StatusAt, TimeProvider.System.GetUtcNow() - age));

    private Task<int> SetAsync(Guid id, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Document>> set) =>
        host.App.UseAsync<DocumentsDb, int>(
            _agent.AgencyId, db => db.Documents.Where(d => d.Id == id).ExecuteUpdateAsync(set, Ct));

    private Task<DocumentDto> GetAsync(Guid id) => _agent.Client.GetAsync<DocumentDto>($"api/v1/documents/{id}", Ct);

    private async Task<Guid> UploadAsync() =>
        (await _agent.Client.UploadAsync("a.txt", Guid.CreateVersion7().ToByteArray(), Ct)).Id!.Value;
}
