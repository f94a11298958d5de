using System.Diagnostics;
using System.Text.Json.Nodes;
using DigitalDocs.Architecture.Tests.Walks;
using DigitalDocs.Testing;

namespace DigitalDocs.Architecture.Tests;

/// <summary>The description of the API: complete, as checked in, and without an error of the linter.</summary>
[Collection(WalkedAppCollection.Name)]
public sealed class ApiDescriptionTests(WalkedApp walked)
{
    [Fact]
    public async Task The_description_is_as_the_routes_are() =>
        GoldenFile.Check(await walked.DescribeAsync("v1"), "docs", "openapi", "v1.json");

    [Fact]
    public void The_permissions_page_is_as_routes_and_roles_are() =>
        GoldenFile.Check(PermissionsPage.Write(walked.Routes, walked.Roles), "docs", "permissions.md");

    [Fact]
    public async Task Every_operation_says_all_that_a_caller_needs()
    {
        var missing = new List<string>();
        foreach (var (path, operation, method) in Operations(JsonNode.Parse(await walked.DescribeAsync("v1"))!))
        {
            void Needs(bool there, string what)
            {
                if (!there)
                {
                    missing.Add($"{method} {path}: {what}");
                }
            }

            Needs(operation["operationId"] is not null, "no id (.WithName)");
            Needs(operation["summary"] is not null, "no summary (.WithSummary)");
            var answers = operation["responses"]!.AsObject();
            var isOpen = operation["security"] is not JsonArray { Count: > 0 };
            var description = (string?)operation["description"] ?? "";
            Needs(isOpen ? description.Contains("without sign-in", StringComparison.Ordinal) : description.Contains("permission `", StringComparison.Ordinal), "no permission");
            Needs(isOpen || (answers.ContainsKey("401") && answers.ContainsKey("403")), "401 or 403 is missing");
            Needs(answers.ContainsKey("429") && answers.ContainsKey("500") && answers.ContainsKey("503"), "429, 500 or 503 is missing");
            Needs(operation["requestBody"] is null || (answers.ContainsKey("400") && answers.ContainsKey("413") && answers.ContainsKey("415")), "a body without 400, 413, 415");
            Needs(answers.Any(answer => answer.Key[0] is '2' or '3'), "no success");
            var parameters = operation["parameters"]?.AsArray() ?? [];
            Needs(parameters.All(parameter => parameter!["example"] is not null), "a parameter without an example");
            Needs(!parameters.Any(parameter => (string?)parameter!["in"] == "path") || answers.ContainsKey("404"), "404 is missing");
            Needs(Bodies(operation).All(body => body.Value!["example"] is not null), "a JSON body without an example");
        }

        missing.ShouldBeEmpty(string.Join('\n', missing));
    }

    [Fact]
    public async Task Every_id_is_used_once()
    {
        var ids = Operations(JsonNode.Parse(await walked.DescribeAsync("v1"))!).Select(operation => (string?)operation.Operation["operationId"]).ToList();

        ids.Count.ShouldBeGreaterThan(60);
        ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_service_has_a_description_of_its_own_and_together_they_are_the_whole()
    {
        var whole = Operations(JsonNode.Parse(await walked.DescribeAsync("v1"))!).Where(operation => operation.Path.StartsWith("/api/", StringComparison.Ordinal))
            .Select(operation => operation.Method + operation.Path);
        var parts = new List<string>();
        foreach (var service in Host.Services.All)
        {
            parts.AddRange(Operations(JsonNode.Parse(await walked.DescribeAsync(service.Name))!).Where(operation => operation.Path.StartsWith("/api/", StringComparison.Ordinal))
                .Select(operation => operation.Method + operation.Path));
        }

        parts.ShouldBe(whole, ignoreOrder: true);
    }

    [Fact]
    public async Task The_linter_finds_no_error()
    {
        var spectral = Repository.PathOf(".tools", "spectral", "node_modules", ".bin", "spectral");
        Require.Demand(File.Exists(spectral), "spectral", "spectral is not installed (tools/fetch-spectral.sh)");

        // The rules are looked for beside the ruleset.
        var folder = Repository.PathOf(".tools", "spectral");
        var description = Path.Combine(folder, "description.json");
        await File.WriteAllTextAsync(description, await walked.DescribeAsync("v1"), TestContext.Current.CancellationToken);
        File.Copy(Repository.PathOf("tools", "spectral.yaml"), Path.Combine(folder, "ruleset.yaml"), overwrite: true);
        using var process = Process.Start(new ProcessStartInfo(spectral)
        {
            ArgumentList = { "lint", "--fail-severity", "error", "--ruleset", Path.Combine(folder, "ruleset.yaml"), "--display-only-failures", description },
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, output);
    }

    private static IEnumerable<(string Path, JsonObject Operation, string Method)> Operations(JsonNode description) =>
        from path in description["paths"]?.AsObject() ?? []
        from operation in path.Value!.AsObject()
        where operation.Value is JsonObject
        select (path.Key, operation.Value!.AsObject(), operation.Key);

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Bodies(JsonObject operation) =>
        (operation["requestBody"]?["content"]?.AsObject().AsEnumerable() ?? [])
            .Concat(operation["responses"]!.AsObject().SelectMany(answer => answer.Value!["content"]?.AsObject().AsEnumerable() ?? []))
            .Where(body => body.Key.Contains("json", StringComparison.Ordinal));
}
