using DigitalDocs.Platform.Broadcast;

namespace DigitalDocs.Platform.Http;

/// <summary>What every process must hear at once of people who may be using it.</summary>
public static class CallerNews
{
    private const string UserChanged = "user-changed";
    private const string SessionEnded = "session-ended";

    /// <summary>Name, roles, grants or activity of a user changed; tell it after it was saved.</summary>
    public static void TellUserChanged(this IBroadcast broadcast, Guid user) =>
        broadcast.Send(UserChanged, user.ToString());

    /// <summary>A session ended; tell it after it was saved.</summary>
    public static void TellSessionEnded(this IBroadcast broadcast, Guid session) =>
        broadcast.Send(SessionEnded, session.ToString());

    /// <summary>Listens until disposed; <paramref name="receive"/> is quick and does not fail.</summary>
    public static IDisposable OnUserChanged(this IBroadcast broadcast, Action<Guid> receive) =>
        broadcast.Listen(UserChanged, text => Receive(text, receive));

    internal static IDisposable OnSessionEnded(this IBroadcast broadcast, Action<Guid> receive) =>
        broadcast.Listen(SessionEnded, text => Receive(text, receive));

    private static void Receive(string text, Action<Guid> receive)
    {
        if (Guid.TryParse(text, out var id))
        {
            receive(id);
        }
    }
}
