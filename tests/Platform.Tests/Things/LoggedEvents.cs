using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DigitalDocs.Platform.Tests.Things;

/// <summary>How often a process logged what, and the errors it met; nothing is written anywhere.</summary>
public sealed class LoggedEvents : ILoggerProvider, ILogger
{
    private readonly ConcurrentDictionary<int, int> _counts = new();
    private readonly ConcurrentQueue<Exception> _errors = new();

    /// <summary>What was logged as an error, for the message of a test that fails.</summary>
    public IEnumerable<Exception> Errors => _errors;

    public int Count(int eventId) => _counts.GetValueOrDefault(eventId);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        _counts.AddOrUpdate(eventId.Id, 1, (_, count) => count + 1);
        if (logLevel >= LogLevel.Error && exception is not null)
        {
            _errors.Enqueue(exception);
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
