namespace DigitalDocs.Testing;

/// <summary>An S3 server of a test's own.</summary>
public sealed class S3Server : EngineServer
{
    public const string AccessKey = "ddtest";
    public const string SecretKey = "ddsecret1234";

    private readonly string? _data;

    private S3Server(string? data)
        : base("s3", "s3.sh", Ports.Free()) => _data = data;

    public string Endpoint => $"http://{Address}";

    protected override string DataFolder => _data ?? base.DataFolder;

    /// <param name="data">Where it keeps its data; null: a folder of its own.</param>
    public static Task<S3Server> StartAsync(string? data = null)
    {
        Require.Engine("s3");
        return BeginAsync(new S3Server(data), CancellationToken.None);
    }

    protected override void SetUp(IDictionary<string, string?> environment)
    {
        environment["DD_S3_ACCESS_KEY"] = AccessKey;
        environment["DD_S3_SECRET_KEY"] = SecretKey;
    }

    // It refuses the anonymous; that it does says that it works.
    protected override async Task<bool> AnswersAsync(CancellationToken ct)
    {
        using var client = new HttpClient();
        try
        {
            using var answer = await client.GetAsync(new Uri(Endpoint), ct);
            return (int)answer.StatusCode < 500;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
