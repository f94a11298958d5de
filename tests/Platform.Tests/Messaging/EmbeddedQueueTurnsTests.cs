using DigitalDocs.Platform.Messaging.Transports;
using DigitalDocs.Testing;
using Microsoft.Data.Sqlite;

namespace DigitalDocs.Platform.Tests.Messaging;

public sealed class EmbeddedQueueTurnsTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private SqliteConnection _connection = null!;
    private EmbeddedQueueTurns _turns = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connection = new SqliteConnection($"Data Source={_folder.File("turns.db")};Pooling=False");
        await _connection.OpenAsync(Ct);
        _turns = new EmbeddedQueueTurns(_connection);
        await _turns.ChangeAsync(transaction => Execute("CREATE TABLE names (name TEXT PRIMARY KEY)", transaction), Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _turns.DisposeAsync();
        await _connection.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_change_that_fails_takes_none_of_those_with_it_that_were_made_together()
    {
        var hold = new TaskCompletionSource();
        var held = _turns.ReadAsync(() => hold.Task.Wait(TimeSpan.FromSeconds(30)), Ct);
        var good = Enumerable.Range(0, 5).Select(i => AddAsync($"good {i}")).ToList();
        var twice = AddAsync("good 0");
        var late = AddAsync("late");
        hold.SetResult();

        (await held).ShouldBeTrue();
        await Task.WhenAll(good);
        await Should.ThrowAsync<SqliteException>(twice);
        await late;
        (await CountAsync()).ShouldBe(6);
    }

    [Fact]
    public async Task What_is_not_needed_is_not_done_and_gets_the_other_answer()
    {
        (await _turns.ChangeIfAsync(() => false, transaction => Add("x", transaction), otherwise: -1, Ct)).ShouldBe(-1);
        (await _turns.ChangeIfAsync(() => true, transaction => Add("y", transaction), otherwise: -1, Ct)).ShouldBe(1);

        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_given_up_while_it_waited_is_not_done()
    {
        using var impatience = new CancellationTokenSource();
        var hold = new TaskCompletionSource();
        var held = _turns.ReadAsync(() => hold.Task.Wait(TimeSpan.FromSeconds(30)), Ct);
        var gone = _turns.ChangeAsync(transaction => Add("gone", transaction), impatience.Token);
        await impatience.CancelAsync();
        hold.SetResult();

        await held;
        await Should.ThrowAsync<OperationCanceledException>(gone);
        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_look_that_fails_fails_alone()
    {
        var broken = _turns.ReadAsync(() => Execute("SELECT nothing FROM nowhere", null), Ct);
        var good = AddAsync("good");

        await Should.ThrowAsync<SqliteException>(broken);
        await good;
    }

    private Task<int> AddAsync(string name) => _turns.ChangeAsync(transaction => Add(name, transaction), Ct);

    private int Add(string name, SqliteTransaction transaction) =>
        Execute($"INSERT INTO names VALUES ('{name}')", transaction);

    private Task<long> CountAsync() => _turns.ReadAsync(
        () =>
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM names";
            return (long)command.ExecuteScalar()!;
        },
        Ct);

    private int Execute(string sql, SqliteTransaction? transaction)
    {
        using var command = _connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        return command.ExecuteNonQuery();
    }
}
