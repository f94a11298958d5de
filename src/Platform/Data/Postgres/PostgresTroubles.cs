using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace DigitalDocs.Platform.Data;

/// <summary>What PostgreSQL's and its driver's errors mean, for an administrator and for a retry.</summary>
internal static class PostgresTroubles
{
    /// <summary>One line without secrets that names the setting to look at.</summary>
    /// <param name="address">Where we tried to connect; null when the setting itself cannot be read.</param>
    public static string InWords(Exception exception, NpgsqlConnectionStringBuilder? address, string setting)
    {
        if (address is null)
        {
            // The driver's message quotes the part it does not know, and that may be half of a password.
            return $"the connection string has a part that is malformed or unknown ({setting}).";
        }

        var place = $"{address.Host}:{address.Port}";
        var chain = Chain(exception).ToList();
        var what = chain.OfType<PostgresException>().FirstOrDefault() is { } answer ? OfServer(answer, address, place)
            : chain.OfType<SocketException>().FirstOrDefault() is { } socket ? OfNetwork(socket, address, place)
            : chain.OfType<AuthenticationException>().FirstOrDefault() is { } tls
                ? $"TLS with {place} failed: {FirstLine(tls.Message)}"
            : chain.OfType<TimeoutException>().Any() ? $"{place} does not answer"
            : chain.OfType<EndOfStreamException>().Any() ? $"what listens at {place} closed the connection; is it PostgreSQL"
            : chain.OfType<IOException>().FirstOrDefault() is { } io ? $"{place} broke the connection: {FirstLine(io.Message)}"
            : OfDriver(exception, place);
        return $"{what.TrimEnd('.')} ({setting}).";
    }

    /// <summary>Whether it may work in a moment: the server is full, restarting, failing over, or was not reached.</summary>
    public static bool IsTransient(Exception exception) => Chain(exception).Any(inner => inner switch
    {
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => true,

        // PgBouncer answers everything with this one; what it says of itself and its server passes.
        PostgresException { SqlState: PostgresErrorCodes.ProtocolViolation } answer => !IsRefusal(answer.MessageText),
        PostgresException answer => answer.IsTransient || answer.SqlState is PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException driver => driver.IsTransient || driver.InnerException is EndOfStreamException or IOException
            || IsCutOffGreeting(driver.Message),
        _ => false,
    });

    // A server that ends, or has no process left for a newcomer, says so before or right after it has answered whether it
    // speaks TLS; the driver takes the message for a wrong answer and gives it no code of its own.
    private static bool IsCutOffGreeting(string message) =>
        message.Contains(" for SSLRequest ", StringComparison.Ordinal)
        || message.Contains(" for GSSEncRequest ", StringComparison.Ordinal)
        || message.StartsWith("Additional unencrypted data received after ", StringComparison.Ordinal);

    private static bool IsRefusal(string message) =>
        message.Contains("authentication", StringComparison.OrdinalIgnoreCase)
        || message.Contains("no such", StringComparison.OrdinalIgnoreCase)
        || message.Contains("startup parameter", StringComparison.OrdinalIgnoreCase);

    private static string OfServer(PostgresException answer, NpgsqlConnectionStringBuilder address, string place) =>
        answer.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword => $"{place} refuses the password of {address.Username}",
            PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"{place} does not let {address.Username} in: {FirstLine(answer.MessageText)}",
            PostgresErrorCodes.InvalidCatalogName => $"the database {address.Database} is not on {place}",
            PostgresErrorCodes.TooManyConnections => $"{place} has no connection left for us (its max_connections)",
            PostgresErrorCodes.CannotConnectNow => $"{place} is starting or stopping",
            PostgresErrorCodes.DiskFull => $"the disk of {place} is full",
            PostgresErrorCodes.ReadOnlySqlTransaction => $"{place} is read-only",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"{address.Username} may not do what is needed: {FirstLine(answer.MessageText)}",

            // PgBouncer answers everything with this one.
            PostgresErrorCodes.ProtocolViolation => $"{place} says: {FirstLine(answer.MessageText)}",
            _ => $"{place} says {answer.SqlState}: {FirstLine(answer.MessageText)}",
        };

    private static string OfNetwork(SocketException socket, NpgsqlConnectionStringBuilder address, string place) =>
        socket.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => $"nobody listens at {place}",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"the host {address.Host} is not known",
            SocketError.TimedOut => $"{place} does not answer",
            SocketError.HostUnreachable or SocketError.NetworkUnreachable => $"{place} cannot be reached",
            _ => $"{place} cannot be reached: {socket.SocketErrorCode}",
        };

    private static string OfDriver(Exception exception, string place) => exception.Message switch
    {
        var message when IsCutOffGreeting(message) => $"{place} is starting or stopping",
        var message when message.Contains("SSL", StringComparison.Ordinal) =>
            $"{place} does not speak TLS, which the connection string asks for",
        var message when message.Contains("No password", StringComparison.Ordinal) =>
            $"{place} asks for a password and the connection string has none",
        var message => $"{place}: {FirstLine(message)}",
    };

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            yield return e;
        }
    }

    private static string FirstLine(string text) => text.Split('\n')[0].Trim().TrimEnd('.');
}
