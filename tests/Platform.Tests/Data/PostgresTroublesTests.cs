using System.Net;
using System.Net.Sockets;
using System.Text;
using DigitalDocs.Platform.Data;
using Npgsql;

namespace DigitalDocs.Platform.Tests.Data;

public sealed class PostgresTroublesTests
{
    // As a server process sends it that is told to end.
    private const string Ending = "SFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("N")]
    public async Task A_server_that_ends_during_the_greeting_is_away_for_a_moment(string answerAboutTls)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var serving = AnswerAsync(listener, [.. Encoding.ASCII.GetBytes(answerAboutTls), .. Message('E', Ending)], over.Token);
        var address = new NpgsqlConnectionStringBuilder(
            $"Host=127.0.0.1;Port={((IPEndPoint)listener.LocalEndpoint).Port};Username=dd;Pooling=false;Timeout=5");
        await using var connection = new NpgsqlConnection(address.ConnectionString);

        var met = await Should.ThrowAsync<NpgsqlException>(() => connection.OpenAsync(Ct));
        await over.CancelAsync();
        await serving;

        PostgresTroubles.IsTransient(met).ShouldBeTrue(met.ToString());
        PostgresTroubles.InWords(met, address, "Data:ConnectionString").ShouldContain("is starting or stopping");
    }

    // The driver comes again without encryption when it was refused with.
    private static async Task AnswerAsync(TcpListener listener, byte[] answer, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(over);
                await using var stream = client.GetStream();
                await stream.ReadExactlyAsync(new byte[8], over);
                await stream.WriteAsync(answer, over);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                // The test is over, or the driver has gone: it may come again.
            }
        }
    }

    private static byte[] Message(char kind, string body)
    {
        var length = body.Length + 4;
        return [(byte)kind, 0, 0, (byte)(length >> 8), (byte)length, .. Encoding.ASCII.GetBytes(body)];
    }
}
