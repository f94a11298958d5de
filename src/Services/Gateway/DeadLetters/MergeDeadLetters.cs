using System.Net;
using System.Net.Http.Json;
using DigitalDocs.Contracts.Authorization;
using DigitalDocs.Contracts.Http;
using DigitalDocs.Contracts.Messaging;
using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Http;
using DigitalDocs.Platform.Messaging.DeadLetters;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Polly;

namespace DigitalDocs.Gateway.DeadLetters;

/// <summary>What a list of dead letters of all services is narrowed to.</summary>
internal sealed record MergedFilter(
    string? Service = null,
    string? Handler = null,
    string? Type = null,
    string? Subject = null,
    string? State = null,
    string? From = null,
    string? To = null,
    int? Limit = null,
    string? Cursor = null);

/// <summary>
/// One list of what the services could not handle. Each is asked for its own page after the same id, so the merged
/// page has a cursor of its own without anything being kept here. A service that is down is named, not waited for.
/// </summary>
internal static class MergeDeadLetters
{
    public static async Task<Results<Ok<DeadLetterPage>, ProblemHttpResult>> ListAsync(
        [AsParameters] MergedFilter filter, Cursors cursors, ServiceCatalogue catalogue, IHttpClientFactory clients,
        Caller caller, CancellationToken ct)
    {
        if (cursors.Read<DeadLetterPosition>(filter.Limit, filter.Cursor, out var take, out _) is { } failure)
        {
            return failure.ToProblem();
        }

        var services = catalogue.All.Select(service => service.Name)
            .Where(service => filter.Service is null || service == filter.Service).ToList();
        if (services.Count == 0)
        {
            return Failure.Invalid(
                "service", $"One of {string.Join(", ", catalogue.All.Select(service => service.Name))}.").ToProblem();
        }

        var answers = await AskAsync<DeadLetterPage>(clients, services, "", QueryOf(filter, take, caller), ct);
        if (answers.Select(answer => answer.Refusal).FirstOrDefault(refusal => refusal is not null) is { } refused)
        {
            return refused.ToProblem();
        }

        var pages = answers.Select(answer => answer.Value).OfType<DeadLetterPage>().ToList();
        var all = pages.SelectMany(page => page.Items).OrderByDescending(item => item.Id).ToList();
        var items = all.Take(take).ToList();
        var more = all.Count > take || pages.Exists(page => page.NextCursor is not null);
        return TypedResults.Ok(new DeadLetterPage(
            items, more ? cursors.Seal(new DeadLetterPosition(items[^1].Id)) : null, Unavailable(answers)));
    }

    public static async Task<Ok<DeadLetterCounts>> CountAsync(
        ServiceCatalogue catalogue, IHttpClientFactory clients, Caller caller, CancellationToken ct)
    {
        var services = catalogue.All.Select(service => service.Name).ToList();
        var answers = await AskAsync<DeadLetterCounts>(clients, services, "/counts", ScopeOf(caller), ct);
        return TypedResults.Ok(new DeadLetterCounts(
            [.. answers.SelectMany(answer => answer.Value?.Items ?? [])], Unavailable(answers)));
    }

    private static List<string> Unavailable<T>(IEnumerable<Answer<T>> answers)
        where T : class =>
        [.. answers.Where(answer => answer.Value is null).Select(answer => answer.Service)];

    private static Dictionary<string, string?> QueryOf(MergedFilter filter, int take, Caller caller)
    {
        var query = ScopeOf(caller);
        query["handler"] = filter.Handler;
        query["type"] = filter.Type;
        query["subject"] = filter.Subject;
        query["state"] = filter.State;
        query["from"] = filter.From;
        query["to"] = filter.To;
        query["limit"] = $"{take}";
        query["cursor"] = filter.Cursor;
        return query;
    }

    // The services believe the gateway which of the two it is: it has checked the person.
    private static Dictionary<string, string?> ScopeOf(Caller caller) =>
        caller.May(Permissions.DeadLettersAll) ? new() { ["scope"] = "platform" } : [];

    private static async Task<Answer<T>[]> AskAsync<T>(
        IHttpClientFactory clients, List<string> services, string path, Dictionary<string, string?> query, CancellationToken ct)
        where T : class
    {
        return await Task.WhenAll(services.Select(AskOneAsync));

        async Task<Answer<T>> AskOneAsync(string service)
        {
            var uri = QueryHelpers.AddQueryString($"api/v1/dead-letters/{service}{path}", query);
            try
            {
                using var answer = await clients.CreateClient(DeadLetterMerge.ClientOf(service)).GetAsync(uri, ct);
                if (answer.StatusCode == HttpStatusCode.BadRequest)
                {
                    var problem = await answer.Content.ReadFromJsonAsync<Problem>(WireJson.Options, ct);
                    return new(service, null, new Failure(problem?.Code ?? "unreadable", 400, problem?.Detail ?? "")
                    {
                        Errors = problem?.Errors,
                    });
                }

                answer.EnsureSuccessStatusCode();
                return new(service, await answer.Content.ReadFromJsonAsync<T>(WireJson.Options, ct), null);
            }
            catch (Exception exception) when (
                exception is HttpRequestException or ExecutionRejectedException)
            {
                return new(service, null, null);
            }
        }
    }

    private sealed record Answer<T>(string Service, T? Value, Failure? Refusal)
        where T : class;
}
