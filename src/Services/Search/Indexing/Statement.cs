using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DigitalDocs.Search.Indexing;

/// <summary>A prepared statement. Lists are read where SQLite holds them, without a copy: the reason to be this low.</summary>
internal sealed class Statement(sqlite3 database, sqlite3_stmt handle) : IDisposable
{
    public Statement Bind(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    public Statement Bind(int index, double value)
    {
        Check(raw.sqlite3_bind_double(handle, index, value));
        return this;
    }

    public Statement Bind(int index, string? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(handle, index) : raw.sqlite3_bind_text(handle, index, value));
        return this;
    }

    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(handle, index, value));
        return this;
    }

    public Statement Bind(int index, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes);
        return Bind(index, bytes);
    }

    public Statement Bind(int index, Guid? value)
    {
        return value is { } guid ? Bind(index, guid) : Bind(index, (string?)null);
    }

    /// <summary>Moves to the next row; at the end the statement is ready to run again.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        raw.sqlite3_reset(handle);
        if (code != raw.SQLITE_DONE)
        {
            Check(code);
        }

        return false;
    }

    /// <summary>Runs to the end and forgets the rows.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>The first column of the only row; null when there is none.</summary>
    public long? Number()
    {
        long? number = Step() && !IsNull(0) ? Integer(0) : null;
        Reset();
        return number;
    }

    /// <summary>Ends early: a statement in the middle of its rows holds its snapshot.</summary>
    public void Reset() => raw.sqlite3_reset(handle);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Integer(int column) => raw.sqlite3_column_int64(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string() ?? "";

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    public Guid Id(int column) => new(Blob(column));

    public void Dispose() => handle.Dispose();

    public static Statement Prepare(sqlite3 database, string sql)
    {
        var code = raw.sqlite3_prepare_v2(database, Encoding.UTF8.GetBytes(sql + '\0'), out var handle);
        SqliteException.ThrowExceptionForRC(code, database);
        return new Statement(database, handle);
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}
