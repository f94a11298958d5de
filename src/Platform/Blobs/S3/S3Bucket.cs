using Amazon.Runtime;
using Amazon.S3;
using Polly;
using Polly.Retry;

namespace DigitalDocs.Platform.Blobs;

/// <summary>
/// A bucket and the way to it: every call is bounded in time, tried again when that may help, and ends in the exceptions
/// of <see cref="IBlobStore"/>.
/// </summary>
internal sealed class S3Bucket : IDisposable
{
    private const int SlowestBytesPerSecond = 64 * 1024;

    private readonly AmazonS3Client _client;
    private readonly ResiliencePipeline _retries;

    public S3Bucket(S3Options options, TimeProvider clock)
    {
        Options = options;
        Clock = clock;
        _client = Connect(options);
        _retries = Repeat(options, clock);
    }

    public S3Options Options { get; }

    public TimeProvider Clock { get; }

    public string Name => Options.Bucket;

    /// <summary>The key as the server knows it.</summary>
    public string Path(string key) => Options.Prefix + key;

    /// <summary>The pre-signed address of an object; nothing is sent.</summary>
    public Task<string> SignAsync(Amazon.S3.Model.GetPreSignedUrlRequest request) => _client.GetPreSignedURLAsync(request);

    /// <param name="call">One attempt; its request is made anew each time.</param>
    /// <param name="bytes">How many bytes go over the wire: they are given time.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="Data.StoreUnavailableException">The server does not answer, or refuses us.</exception>
    /// <exception cref="StoreFullException">The server has no room.</exception>
    public async Task<T> CallAsync<T>(Func<AmazonS3Client, CancellationToken, Task<T>> call, long bytes, CancellationToken ct)
    {
        try
        {
            return await TryCallAsync(call, bytes, ct);
        }
        catch (AmazonS3Exception e) when (S3Failures.IsAnswer(e))
        {
            throw;
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw S3Failures.Translate(new TimeoutException("No answer in time.", e));
        }
        catch (Exception e) when (S3Failures.IsOfServer(e))
        {
            throw S3Failures.Translate(e);
        }
    }

    /// <summary>Asks once for one line of a listing: proves address, keys and bucket.</summary>
    /// <returns>Null when all is well; else one line for an administrator.</returns>
    public async Task<string?> WhatIsWrongAsync(string section, CancellationToken ct)
    {
        try
        {
            await _client.ListObjectsV2Async(new() { BucketName = Name, Prefix = Options.Prefix, MaxKeys = 1 }, ct);
            return null;
        }
        catch (Exception e) when (S3Failures.IsOfServer(e))
        {
            return S3Failures.Explain(e, Options, section);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<T> TryCallAsync<T>(
        Func<AmazonS3Client, CancellationToken, Task<T>> call, long bytes, CancellationToken ct)
    {
        var transfer = TimeSpan.FromSeconds((double)bytes / SlowestBytesPerSecond);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Options.Patience + transfer);
        return await _retries.ExecuteAsync(
            async token =>
            {
                using var attempt = CancellationTokenSource.CreateLinkedTokenSource(token);
                attempt.CancelAfter(Options.Timeout + transfer);
                try
                {
                    return await call(_client, attempt.Token);
                }
                catch (OperationCanceledException e) when (!token.IsCancellationRequested)
                {
                    throw new TimeoutException("No answer in time.", e);
                }
            },
            patience.Token);
    }

    private static ResiliencePipeline Repeat(S3Options options, TimeProvider clock)
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = clock };
        if (options.Retries > 0)
        {
            pipeline.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(5),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = outcome => ValueTask.FromResult(
                    outcome.Outcome.Exception is { } e && S3Failures.MayPass(e)),
            });
        }

        return pipeline.Build();
    }

    // The SDK's own retries and checksums are off: both are ours, so that there is one place to bound them.
    private static AmazonS3Client Connect(S3Options options)
    {
        var config = new AmazonS3Config
        {
            AuthenticationRegion = options.Region,
            ForcePathStyle = options.PathStyle && options.Endpoint.Length > 0,
            MaxErrorRetry = 0,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            HttpClientFactory = new S3HttpClients(options.Timeout),
        };
        if (options.Endpoint.Length > 0)
        {
            config.ServiceURL = options.Endpoint;
        }
        else
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        }

        return options.AccessKey.Length > 0
            ? new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config)
            : new AmazonS3Client(config);
    }
}

/// <summary>Connections that give up on a silent server, and follow its name when it moves.</summary>
internal sealed class S3HttpClients(TimeSpan timeout) : HttpClientFactory
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(3);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new SocketsHttpHandler
    {
        ConnectTimeout = timeout < ConnectTime ? timeout : ConnectTime,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        AllowAutoRedirect = false,
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    // Null: the SDK keeps them with its client, and disposes them with it.
    public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;
}
