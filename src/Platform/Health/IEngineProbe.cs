namespace DigitalDocs.Platform.Health;

/// <summary>What does not work without an engine.</summary>
public enum EngineNeed
{
    /// <summary>Nothing: the process waits for it at start, and is not ready without it.</summary>
    ToStart,

    /// <summary>A part of what is served: the process starts and goes on, but is not ready.</summary>
    ToServe,

    /// <summary>Nothing is refused, it is only slower or poorer: ready, but degraded.</summary>
    ToHelp,
}

/// <summary>
/// Tells in plain words whether a server or folder that the configuration names can be used. Register it with
/// <c>AddEngineProbe</c>, and only where the configuration chose that engine: then <c>/health/ready</c>,
/// <c>check-config</c> and the start of the process all ask it. A probe is a singleton and is asked often and at once.
/// </summary>
public interface IEngineProbe
{
    /// <summary>The engine's name for people, one word or two: <c>PostgreSQL</c>.</summary>
    string Name { get; }

    EngineNeed Need { get; }

    /// <summary>
    /// Null when it can be used. Else one line: what is wrong (wrong password, nobody listens there, too old …), with
    /// the name of the setting to look at, and never a secret. Called with a short time-out; an exception is reported
    /// by its message, so throw only what may be read by an administrator.
    /// </summary>
    Task<string?> WhatIsWrongAsync(CancellationToken ct);
}
