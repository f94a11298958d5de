using DigitalDocs.Platform.Health;
using Microsoft.Extensions.Options;
using RabbitMQ.Client.Exceptions;

namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>Whether RabbitMQ can carry events. Without it they wait in the outboxes, and no request is refused.</summary>
internal sealed class RabbitMqProbe(IOptions<EventsOptions> options) : IEngineProbe
{
    // Less than the probes' own, so that we say which server is silent.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly Version Oldest = new(3, 10);

    public string Name => "RabbitMQ";

    public EngineNeed Need => EngineNeed.ToHelp;

    public async Task<string?> WhatIsWrongAsync(CancellationToken ct)
    {
        var addresses = options.Value.ConnectionString!;
        try
        {
            await using var connection = new RabbitMqConnection(addresses, Patience);
            return Judge(await connection.FindVersionAsync(ct)) is { } problem ? Say(addresses, problem) : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Say(addresses, InWords(exception));
        }
    }

    internal static string? Judge(Version? version) =>
        version is not null && version < Oldest ? $"is version {version}; {Oldest} or newer is needed" : null;

    private static string Say(string addresses, string problem) =>
        $"RabbitMQ at {string.Join(',', RabbitMqConnection.Describe(addresses))} {problem} (Events:ConnectionString).";

    private static string InWords(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case AuthenticationFailureException or PossibleAuthenticationFailureException:
                    return "refuses the user name or password";
                case OperationInterruptedException { ShutdownReason.ReplyCode: 530 }:
                    return "does not let this user into the virtual host, or has none of that name";
            }
        }

        return "cannot be reached";
    }
}
