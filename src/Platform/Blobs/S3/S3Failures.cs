using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;
using DigitalDocs.Platform.Data;

namespace DigitalDocs.Platform.Blobs;

/// <summary>What an S3 server's errors mean to us.</summary>
internal static class S3Failures
{
    private static readonly HashSet<string> Passing =
    [
        "InternalError", "ServiceUnavailable", "SlowDown", "RequestTimeout", "RequestTimeTooSkewed", "Throttling",
        "ThrottlingException", "OperationAborted", "RequestLimitExceeded", "ConnectionReset", "XMinioServerNotInitialized",
    ];

    private static readonly HashSet<string> NoRoom =
        ["InsufficientStorage", "XMinioStorageFull", "QuotaExceeded", "XMinioAdminBucketQuotaExceeded"];

    /// <summary>There is no such object (a missing bucket is another thing).</summary>
    public static bool IsAbsent(AmazonS3Exception exception) =>
        exception.StatusCode == HttpStatusCode.NotFound && exception.ErrorCode != "NoSuchBucket";

    /// <summary>An answer that says something of the object, not of the server.</summary>
    public static bool IsAnswer(AmazonS3Exception exception) => IsAbsent(exception)
        || exception.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.RequestedRangeNotSatisfiable;

    /// <summary>Whether trying again may help.</summary>
    public static bool MayPass(Exception exception) => exception switch
    {
        AmazonS3Exception s3 when IsFull(s3) => false,
        AmazonServiceException service => Passing.Contains(service.ErrorCode ?? "")
            || (int)service.StatusCode >= 500 || service.StatusCode == HttpStatusCode.TooManyRequests
            || (service.StatusCode == default && service.InnerException is { } inner && MayPass(inner)),
        HttpRequestException or IOException or SocketException or TimeoutException => true,
        _ => false,
    };

    /// <summary>The exception that callers of a blob store know.</summary>
    public static Exception Translate(Exception exception) => exception is AmazonS3Exception s3 && IsFull(s3)
        ? new StoreFullException(s3)
        : new StoreUnavailableException("blobs", exception);

    /// <summary>An error of the server or of the way to it.</summary>
    public static bool IsOfServer(Exception exception) => exception is AmazonServiceException or AmazonClientException
        or HttpRequestException or IOException or SocketException or TimeoutException;

    /// <summary>One line for an administrator.</summary>
    public static string Explain(Exception exception, S3Options options, string section)
    {
        var place = options.Endpoint.Length > 0 ? options.Endpoint : $"AWS ({options.Region})";
        return exception switch
        {
            StoreUnavailableException { InnerException: { } inner } => Explain(inner, options, section),
            StoreFullException => $"the server at {place} has no room left.",
            AmazonServiceException { ErrorCode: "NoSuchBucket" } or AmazonServiceException { StatusCode: HttpStatusCode.NotFound } =>
                $"there is no bucket '{options.Bucket}' at {place}: create it, or set {section}:Bucket.",
            AmazonServiceException { ErrorCode: "InvalidAccessKeyId" } =>
                $"the server at {place} does not know the access key: see {section}:AccessKey.",
            AmazonServiceException { ErrorCode: "SignatureDoesNotMatch" } =>
                $"the secret key is wrong for {place}: see {section}:SecretKey.",
            AmazonServiceException { ErrorCode: "RequestTimeTooSkewed" } =>
                $"the clock of this machine and that of {place} differ too much: set them right.",
            AmazonServiceException { StatusCode: HttpStatusCode.Forbidden } =>
                $"the server at {place} refuses the key access to bucket '{options.Bucket}'.",
            AmazonServiceException { StatusCode: >= HttpStatusCode.OK } service =>
                $"the server at {place} answers {(int)service.StatusCode} {service.ErrorCode}.",
            TimeoutException => $"the server at {place} does not answer in time.",
            _ when Find<SocketException>(exception) is { } socket =>
                $"the server at {place} cannot be reached ({socket.SocketErrorCode}).",
            AmazonClientException => $"there are no S3 credentials: set {section}:AccessKey and SecretKey, or give this machine a role.",
            _ => $"the server at {place} does not answer ({exception.GetType().Name}).",
        };
    }

    private static bool IsFull(AmazonS3Exception exception) =>
        exception.StatusCode == HttpStatusCode.InsufficientStorage || NoRoom.Contains(exception.ErrorCode ?? "");

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T)
        {
            exception = exception.InnerException;
        }

        return exception as T;
    }
}
