using DigitalDocs.Platform.Health;
using DigitalDocs.Platform.Messaging;
using DigitalDocs.Platform.Messaging.Transports;
using DigitalDocs.Platform.Tests.Blobs;
using DigitalDocs.Platform.Tests.Health;
using DigitalDocs.Testing;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace DigitalDocs.Platform.Tests.Messaging;

public sealed class RabbitMqProbeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_lets_us_in_is_fine() => (await AskAsync(Server().ToString())).ShouldBeNull();

    [Theory]
    [InlineData("guest", "wrong", "/", "refuses the user name or password")]
    [InlineData("nobody", "guest", "/", "refuses the user name or password")]
    [InlineData("guest", "guest", "/there-is-none", "does not let this user into the virtual host, or has none of that name")]
    public async Task What_a_real_server_refuses_is_said_in_one_line(string user, string password, string vhost, string words)
    {
        var address = new UriBuilder(Server()) { UserName = user, Password = password, Path = vhost };

        (await AskAsync(address.ToString()))
            .ShouldBe($"RabbitMQ at {address.Host}:{address.Port} {words} (Events:ConnectionString).");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named() =>
        (await AskAsync("amqp://dd:hunter2@127.0.0.1:1/"))
            .ShouldBe("RabbitMQ at 127.0.0.1:1 cannot be reached (Events:ConnectionString).");

    [Fact]
    public async Task A_server_that_takes_connections_and_says_nothing_holds_nobody_up()
    {
        using var silent = new SilentServer();
        var probes = new EngineProbes([Probe($"amqp://dd:hunter2@127.0.0.1:{silent.Port}/")], TimeProvider.System);

        var trouble = (await probes.TroublesAsync(Ct)).ShouldHaveSingleItem();

        trouble.ToString().ShouldBe(
            $"RabbitMQ: RabbitMQ at 127.0.0.1:{silent.Port} cannot be reached (Events:ConnectionString).");
    }

    [Fact]
    public async Task A_server_that_is_too_old_is_named_with_its_version()
    {
        var server = Server();
        var version = await VersionAsync(server);
        await using var proxy = new CountingProxy(server.Port) { Forgery = (version, "2.9" + version[3..]) };
        var address = new UriBuilder(server) { Port = proxy.Port };

        (await AskAsync(address.ToString())).ShouldNotBeNull().ShouldContain("3.10 or newer is needed");
    }

    private static Uri Server() => new(Require.Engine("rabbitmq"));

    private static async Task<string> VersionAsync(Uri server)
    {
        await using var connection = await new ConnectionFactory { Uri = server }.CreateConnectionAsync(Ct);
        return System.Text.Encoding.UTF8.GetString((byte[])connection.ServerProperties!["version"]!);
    }

    private static RabbitMqProbe Probe(string address) =>
        new(Options.Create(new EventsOptions { Provider = EventsOptions.RabbitMq, ConnectionString = address }));

    private static Task<string?> AskAsync(string address) => Probe(address).WhatIsWrongAsync(Ct);
}
