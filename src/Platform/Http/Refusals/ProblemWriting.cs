using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalDocs.Platform.Http;

/// <summary>Gives every refusal the same shape: problem+json with code and trace id, never a stack trace.</summary>
internal static class ProblemWriting
{
    public const string RetryAfterExtension = "retryAfter";

    public static void AddProblems(this IServiceCollection services) =>
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var problem = context.ProblemDetails;
            problem.Instance ??= context.HttpContext.Request.Path;
            problem.Extensions.TryAdd("code", DefaultCode(problem.Status ?? 500));
            problem.Extensions["traceId"] =
                Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
            problem.Type = $"https://docs.digitaldocs.example/errors#{problem.Extensions["code"]}";
            if (problem.Extensions.TryGetValue(RetryAfterExtension, out var seconds))
            {
                context.HttpContext.Response.Headers.RetryAfter = $"{seconds}";
            }
        });

    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
            ExceptionHandler = HandleAsync,
        });
        app.UseStatusCodePages();
    }

    private static async Task HandleAsync(HttpContext context)
    {
        var exception = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var failure = exception switch
        {
            BadHttpRequestException bad => FromBadRequest(bad),
            OperationCanceledException when context.RequestAborted.IsCancellationRequested =>
                new Failure("client_gone", 499, "The client closed the connection."),
            _ => ExceptionFailures.Of(exception) ?? new Failure(
                "internal_error",
                StatusCodes.Status500InternalServerError,
                "Something went wrong on our side. Nothing was changed; the trace id helps us to find it."),
        };
        context.Response.StatusCode = failure.Status;
        await failure.ToProblem().ExecuteAsync(context);
    }

    private static Failure FromBadRequest(BadHttpRequestException exception) => exception switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(
            "too_large", StatusCodes.Status413PayloadTooLarge, "The body is larger than this route accepts."),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => new(
            "unsupported_media_type", StatusCodes.Status415UnsupportedMediaType,
            "This route does not read that content type."),
        { StatusCode: not StatusCodes.Status400BadRequest } => new(
            DefaultCode(exception.StatusCode), exception.StatusCode, "The request could not be read."),
        { InnerException: JsonException json } => JsonFailures.From(json),
        _ => new("unreadable", StatusCodes.Status400BadRequest, Plain(exception.Message)),
    };

    // The framework's texts name CLR types ("Guid id"); people are told the parameter only.
    private static string Plain(string message) =>
        message.StartsWith("Failed to bind parameter", StringComparison.Ordinal)
            ? $"The value of {Named(message)} cannot be read."
            : message.StartsWith("Required parameter", StringComparison.Ordinal)
                ? $"{Named(message)} is missing."
                : message.Contains("body", StringComparison.Ordinal)
                    ? "A JSON body is needed."
                    : "The request cannot be read.";

    private static string Named(string message) =>
        JsonNamingPolicy.CamelCase.ConvertName(message.Split('"').ElementAtOrDefault(1)?.Split(' ').LastOrDefault() ?? "");

    private static string DefaultCode(int status) => status switch
    {
        400 => "unreadable",
        401 => "sign_in_needed",
        403 => "forbidden",
        404 => "not_found",
        405 => "method_not_allowed",
        409 => "conflict",
        410 => "gone",
        412 => "changed_meanwhile",
        413 => "too_large",
        415 => "unsupported_media_type",
        422 => "rule_violated",
        429 => "too_many_requests",
        503 => "unavailable",
        _ => status >= 500 ? "internal_error" : "refused",
    };
}
