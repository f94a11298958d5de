using DigitalDocs.Platform.Data;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DigitalDocs.Platform.Health;

/// <summary>Whether the read replica lets us in and is one; without it the main server is read.</summary>
internal sealed class ReplicaProbe(IOptions<DataOptions> options) : IEngineProbe
{
    private const string Setting = "Data:ReplicaConnectionString";

    public string Name => "PostgreSQL replica";

    public EngineNeed Need => EngineNeed.ToHelp;

    public async Task<string?> WhatIsWrongAsync(CancellationToken ct)
    {
        NpgsqlConnectionStringBuilder? address = null;
        try
        {
            address = new NpgsqlConnectionStringBuilder(options.Value.ReplicaConnectionString) { Pooling = false, Timeout = 3 };
            await using var connection = new NpgsqlConnection(address.ConnectionString);
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand("SELECT pg_is_in_recovery()", connection);
            return await command.ExecuteScalarAsync(ct) is true
                ? null
                : $"{address.Host}:{address.Port} is no replica, so its rows are not used ({Setting}).";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return PostgresTroubles.InWords(exception, address, Setting);
        }
    }
}
