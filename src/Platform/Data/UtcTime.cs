using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace DigitalDocs.Platform.Data;

/// <summary>Times as microseconds since 1970 (SQLite): PostgreSQL's precision, sortable as a number.</summary>
internal sealed class UtcMicroseconds() : ValueConverter<DateTimeOffset, long>(
    time => time.UtcTicks / 10 - UnixMicroseconds,
    stored => new DateTimeOffset((stored + UnixMicroseconds) * 10, TimeSpan.Zero))
{
    private const long UnixMicroseconds = 62_135_596_800_000_000;
}

/// <summary>Times in UTC (PostgreSQL refuses any other offset).</summary>
internal sealed class UtcTime() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    time => time.ToUniversalTime(),
    stored => stored);
