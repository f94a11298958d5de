using DigitalDocs.Platform.Composition;
using DigitalDocs.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DigitalDocs.Platform.Telemetry;

/// <summary>Metrics for Prometheus always; traces and logs to a collector when one is named.</summary>
internal static class TelemetryRegistration
{
    private const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder, EdgeOptions edge, ServiceCatalogue catalogue)
    {
        builder.Logging.ClearProviders();
        if (edge.LogFormat == "plain")
        {
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss.fff "));
        }
        else
        {
            builder.Logging.AddJsonConsole(console => console.IncludeScopes = false);
        }

        // HealthChanges says it once per change.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);

        // Standard output belongs to the ready line and the commands' answers.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        var collector = builder.Configuration[CollectorVariable] ?? Environment.GetEnvironmentVariable(CollectorVariable);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService("digitaldocs")
                .AddAttributes([new("digitaldocs.targets", string.Join(',', catalogue.Hosted.Select(s => s.Name)))]))
            .WithMetrics(metrics => metrics
                .AddMeter("DigitalDocs.*")
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddRuntimeInstrumentation()
                .AddPrometheusExporter());
        if (string.IsNullOrEmpty(collector))
        {
            return;
        }

        telemetry
            .WithTracing(traces => traces
                .AddSource("DigitalDocs.*")
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation())
            .WithLogging()
            .UseOtlpExporter();
    }
}
