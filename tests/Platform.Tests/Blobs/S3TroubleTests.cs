using Amazon.S3.Model;
using DigitalDocs.Platform.Blobs;
using DigitalDocs.Platform.Data;
using DigitalDocs.Platform.Tests.Health;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace DigitalDocs.Platform.Tests.Blobs;

/// <summary>What the S3 store does when the server, the way to it or a sender fails.</summary>
public sealed class S3TroubleTests
{
    private static readonly string Key = $"{Guid.CreateVersion7()}/documents/a";

    [Fact]
    public async Task A_broken_upload_leaves_no_parts_behind()
    {
        await using var place = await S3Place.CreateAsync();
        await Should.ThrowAsync<IOException>(() => place.Store.PutAsync(
            Key, new OneWayStream(Bytes.Random(13_000_000), 1 << 20, failAt: 12_000_000), default));

        (await place.Store.UploadsAsync(default)).ShouldBeEmpty();
        (await place.Store.OpenReadAsync(Key, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Uploads_that_nobody_completed_are_removed_after_their_time_and_not_before()
    {
        await using var place = await S3Place.CreateAsync();
        using var client = place.Client;
        await client.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = place.Options.Bucket, Key = "a/b" });
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var store = new S3BlobStore(place.Options, clock);

        (await store.SweepAsync(default)).ShouldBe(0);
        clock.Advance(place.Options.AbortPartsAfter + TimeSpan.FromHours(1));
        (await store.SweepAsync(default)).ShouldBe(1);
        (await store.UploadsAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_is_away_is_told_as_such_by_every_call()
    {
        using var store = new S3BlobStore(Unreachable(), TimeProvider.System);

        await Should.ThrowAsync<StoreUnavailableException>(() => store.PutAsync(Key, [1]));
        await Should.ThrowAsync<StoreUnavailableException>(() => store.OpenReadAsync(Key, default));
        await Should.ThrowAsync<StoreUnavailableException>(() => store.FindLengthAsync(Key, default));
        await Should.ThrowAsync<StoreUnavailableException>(() => store.DeleteAsync(Key, default));
        await Should.ThrowAsync<StoreUnavailableException>(() => store.ListAsync("", null, 1, default));
    }

    [Fact]
    public async Task A_server_that_takes_connections_and_says_nothing_holds_nobody_up()
    {
        using var silent = new SilentServer();
        var options = Unreachable();
        options.Endpoint = $"http://127.0.0.1:{silent.Port}";
        (options.Timeout, options.Patience) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        using var store = new S3BlobStore(options, TimeProvider.System);

        (await Should.ThrowAsync<StoreUnavailableException>(() => store.PutAsync(Key, [1]))).InnerException.ShouldBeOfType<TimeoutException>();
    }

    [Theory]
    [InlineData(507, "XMinioStorageFull")]
    [InlineData(400, "QuotaExceeded")]
    public async Task A_server_without_room_is_told_as_a_full_store_and_not_asked_again(int status, string code)
    {
        await using var server = new OneAnswerServer(
            $"HTTP/1.1 {status} No\r\nContent-Type: application/xml\r\nConnection: close\r\n",
            $"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>Full.</Message></Error>");
        var options = Unreachable();
        options.Endpoint = server.Address;
        using var store = new S3BlobStore(options, TimeProvider.System);

        await Should.ThrowAsync<StoreFullException>(() => store.PutAsync(Key, [1]));
        server.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_bucket_that_is_missing_is_no_missing_object()
    {
        await using var place = await S3Place.CreateAsync();
        using var store = new S3BlobStore(With(place, o => o.Bucket = "dd-there-is-none"), TimeProvider.System);

        await Should.ThrowAsync<StoreUnavailableException>(() => store.OpenReadAsync(Key, default));
        await Should.ThrowAsync<StoreUnavailableException>(() => store.FindLengthAsync(Key, default));
        await Should.ThrowAsync<StoreUnavailableException>(() => store.PutAsync(Key, [1]));
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_one_line_with_its_setting()
    {
        await using var place = await S3Place.CreateAsync();
        (await AskAsync(place.Options)).ShouldBeNull();
        (await AskAsync(With(place, o => o.Bucket = "dd-there-is-none"))).ShouldBe(
            $"there is no bucket 'dd-there-is-none' at {place.Options.Endpoint}: create it, or set Blobs:S3:Bucket.");
        (await AskAsync(With(place, o => o.SecretKey = "wrong"))).ShouldBe(
            $"the secret key is wrong for {place.Options.Endpoint}: see Blobs:S3:SecretKey.");
        (await AskAsync(With(place, o => o.AccessKey = "nobody"))).ShouldBe(
            $"the server at {place.Options.Endpoint} does not know the access key: see Blobs:S3:AccessKey.");
    }

    [Fact]
    public async Task An_address_that_refuses_is_named()
    {
        var options = Unreachable();
        (await AskAsync(options)).ShouldBe($"the server at {options.Endpoint} cannot be reached (ConnectionRefused).");
    }

    [Fact]
    public async Task A_large_object_that_is_replaced_while_it_is_read_is_never_mixed()
    {
        await using var place = await S3Place.CreateAsync();
        await place.Store.PutAsync(Key, Bytes.Random(2_000_000, seed: 1));
        await using var reader = (await place.Store.OpenReadAsync(Key, default))!;
        await place.Store.PutAsync(Key, Bytes.Random(2_000_000, seed: 2));

        reader.Position = 1_500_000;
        await Should.ThrowAsync<StoreUnavailableException>(async () => await reader.ReadExactlyAsync(new byte[10]));
    }

    [Fact]
    public async Task A_range_costs_about_its_own_bytes()
    {
        await using var place = await S3Place.CreateAsync();
        await place.Store.PutAsync(Key, Bytes.Random(20_000_000));
        await using var proxy = new CountingProxy(new Uri(place.Options.Endpoint).Port);
        using var store = new S3BlobStore(With(place, o => o.Endpoint = proxy.Address), TimeProvider.System);
        await using var reader = (await store.OpenReadAsync(Key, default))!;
        reader.Position = 15_000_000;
        await reader.ReadExactlyAsync(new byte[100_000]);

        proxy.BytesBack.ShouldBeLessThan(1_500_000);
    }

    [Fact]
    public async Task Connections_that_break_again_and_again_do_not_break_reading_or_storing()
    {
        await using var place = await S3Place.CreateAsync();
        var content = Bytes.Random(12_000_000);
        await using var proxy = new CountingProxy(new Uri(place.Options.Endpoint).Port) { BreakAfter = 7_000_000 };
        using var store = new S3BlobStore(With(place, o => o.Endpoint = proxy.Address), TimeProvider.System);
        await store.PutAsync(Key, new OneWayStream(content, 1 << 20), default);

        Bytes.Sha256(await store.ReadAllAsync(Key)).ShouldBe(Bytes.Sha256(content));
        proxy.Broken.ShouldBeGreaterThan(0);
    }

    private static S3Options Unreachable() => new()
    {
        Endpoint = "http://127.0.0.1:9",
        Bucket = "b",
        AccessKey = "k",
        SecretKey = "s",
        Retries = 1,
    };

    private static S3Options With(S3Place place, Action<S3Options> change)
    {
        var o = place.Options;
        var options = new S3Options
        {
            Endpoint = o.Endpoint,
            Bucket = o.Bucket,
            AccessKey = o.AccessKey,
            SecretKey = o.SecretKey,
            Region = o.Region,
            PartSize = o.PartSize,
        };
        change(options);
        return options;
    }

    private static async Task<string?> AskAsync(S3Options options)
    {
        using var probe = new S3Probe(
            Options.Create(new BlobsOptions { Provider = BlobsOptions.S3Provider, S3 = options }), TimeProvider.System);
        return await probe.WhatIsWrongAsync(TestContext.Current.CancellationToken);
    }
}
