using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Health;
using DigitalDocs.Testing;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DigitalDocs.Platform.Tests.Health;

public sealed class PostgresProbeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "no address is given (Data:ConnectionString).")]
    [InlineData("Host=db;Pasword=s3cret", "the connection string has a part that is malformed or unknown (Data:ConnectionString).")]
    [InlineData("Host=127.0.0.1;Port=1;Username=dd;Password=s3cret", "nobody listens at 127.0.0.1:1 (Data:ConnectionString).")]
    [InlineData("Host=no-such-host.invalid;Username=dd", "the host no-such-host.invalid is not known (Data:ConnectionString).")]
    public async Task A_wrong_address_is_named_with_its_setting(string? address, string line) =>
        (await AskAsync(address)).ShouldBe(line);

    [Theory]
    [InlineData("Database=nowhere", "the database nowhere is not on ")]
    [InlineData("Username=nobody", " does not let nobody in: role \"nobody\" does not exist")]
    [InlineData("SSL Mode=Require", " does not speak TLS, which the connection string asks for")]
    public async Task What_a_real_server_refuses_is_said_in_words(string change, string words)
    {
        var server = new NpgsqlConnectionStringBuilder(Require.Engine("postgres"));

        var line = await AskAsync($"{server.ConnectionString};{change}");

        line.ShouldNotBeNull().ShouldContain(words);
        line.ShouldEndWith("(Data:ConnectionString).");
    }

    [Theory]
    [InlineData(";Password=wrong", " refuses the password of app (Data:ConnectionString).")]
    [InlineData("", " asks for a password and the connection string has none (Data:ConnectionString).")]
    [InlineData(";Password=right", null)]
    public async Task A_wrong_or_missing_password_is_named(string password, string? words)
    {
        using var folder = new TempFolder();
        var rules = folder.File("hba.conf");
        await File.WriteAllTextAsync(
            rules, "host all dd 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n", Ct);
        if (!OperatingSystem.IsWindows())
        {
            // The server reads it as a user of its own.
            File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        }

        await using var server = await PostgresServer.NewAsync(Ct, "-c", $"hba_file={rules}");
        await using (var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false"))
        {
            await connection.OpenAsync(Ct);
            await using var command = new NpgsqlCommand("CREATE ROLE app LOGIN PASSWORD 'right'", connection);
            await command.ExecuteNonQueryAsync(Ct);
        }

        (await AskAsync(server.ConnectionString.Replace("Username=dd", "Username=app", StringComparison.Ordinal) + password))
            .ShouldBe(words is null ? null : server.Address + words);
    }

    [Fact]
    public async Task A_server_that_takes_connections_and_says_nothing_holds_nobody_up()
    {
        using var silent = new SilentServer();

        (await AskAsync($"Host=127.0.0.1;Port={silent.Port};Username=dd"))
            .ShouldBe($"127.0.0.1:{silent.Port} does not answer (Data:ConnectionString).");
    }

    [Fact]
    public async Task A_server_that_lets_us_in_is_fine() => (await AskAsync(Require.Engine("postgres"))).ShouldBeNull();

    [Fact]
    public void An_old_server_a_replica_and_a_read_only_server_are_told_apart()
    {
        PostgresProbe.Judge(140_011, "14.11", false, false).ShouldBe(
            "the server is too old: 14.11, needed is 15 (Data:ConnectionString).");
        PostgresProbe.Judge(150_004, "15.4", true, false).ShouldNotBeNull().ShouldContain("replica");
        PostgresProbe.Judge(150_004, "15.4", false, true).ShouldNotBeNull().ShouldContain("read-only");
        PostgresProbe.Judge(150_004, "15.4", false, false).ShouldBeNull();
    }

    [Theory]
    [InlineData(PostgresErrorCodes.InvalidPassword, "db:5432 refuses the password of dd (X:Y).")]
    [InlineData(PostgresErrorCodes.DiskFull, "the disk of db:5432 is full (X:Y).")]
    [InlineData(PostgresErrorCodes.TooManyConnections, "db:5432 has no connection left for us (its max_connections) (X:Y).")]
    [InlineData(PostgresErrorCodes.ProtocolViolation, "db:5432 says: no such user (X:Y).")]
    public void A_servers_error_becomes_one_line_without_the_password(string state, string line)
    {
        var address = new NpgsqlConnectionStringBuilder("Host=db;Username=dd;Password=s3cret;Database=d");
        var error = new PostgresException("no such user", "FATAL", "FATAL", state);

        PostgresTroubles.InWords(error, address, "X:Y").ShouldBe(line);
    }

    private static Task<string?> AskAsync(string? address) =>
        new PostgresProbe(Options.Create(new DataOptions { ConnectionString = address })).WhatIsWrongAsync(Ct);
}
