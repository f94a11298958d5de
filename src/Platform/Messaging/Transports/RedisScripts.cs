namespace DigitalDocs.Platform.Messaging.Transports;

/// <summary>
/// The steps of the Redis transport, each one script and so atomic. Every key begins with <c>KEYS[1]</c>, whose hash tag
/// keeps all of them in one slot of a cluster.
/// <code>
/// :ids :ids:old        ids accepted lately, two generations
/// :recent              the last events, for groups that are new
/// :type:T              set of the groups that want the type
/// :group:G             stream of what the group has not finished; consumer group "digitaldocs"
/// :group:G:types       set of its types
/// :group:G:busy        set of subjects that have a delivery in work, due or waiting
/// :group:G:next:S      list of the subject's later deliveries, in order
/// :group:G:ready:A     list of the agency's deliveries that may be handed out
/// :group:G:turns       list of the agencies that have such, the one whose turn it is first
/// :group:G:due         deliveries to hand out again, by time
/// :group:G:claimed     deliveries handed out, by the end of their claim
/// :group:G:failed      failed attempts of a delivery
/// </code>
/// </summary>
internal static class RedisScripts
{
    /// <summary>ARGV: remembered ids, length of recent, its oldest id, then id, type, subject, agency and body of each event.</summary>
    public const string Send = """
        local p = KEYS[1]
        local ids, old, recent = p .. ':ids', p .. ':ids:old', p .. ':recent'
        local wants, woken = {}, {}
        for i = 4, #ARGV, 5 do
          local id, kind, subject, agency, body = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
          if redis.call('SISMEMBER', old, id) == 0 and redis.call('SADD', ids, id) == 1 then
            local groups = wants[kind]
            if not groups then
              groups = redis.call('SMEMBERS', p .. ':type:' .. kind)
              wants[kind] = groups
            end
            for _, g in ipairs(groups) do
              redis.call('XADD', p .. ':group:' .. g, '*', 's', subject, 'e', body, 'a', agency)
              woken[g] = true
            end
            redis.call('XADD', recent, 'MAXLEN', '~', ARGV[2], '*', 't', kind, 's', subject, 'e', body, 'a', agency)
          end
        end
        if redis.call('SCARD', ids) >= tonumber(ARGV[1]) then redis.call('RENAME', ids, old) end
        redis.call('XTRIM', recent, 'MINID', '~', ARGV[3])
        for g in pairs(woken) do redis.call('PUBLISH', p .. ':wake', g) end
        return 1
        """;

    /// <summary>ARGV: group, types.</summary>
    public const string Subscribe = """
        local p, g = KEYS[1], ARGV[1]
        local stream = p .. ':group:' .. g
        local types = stream .. ':types'
        for _, kind in ipairs(redis.call('SMEMBERS', types)) do redis.call('SREM', p .. ':type:' .. kind, g) end
        redis.call('DEL', types)
        local wanted = {}
        for i = 2, #ARGV do
          wanted[ARGV[i]] = true
          redis.call('SADD', types, ARGV[i])
          redis.call('SADD', p .. ':type:' .. ARGV[i], g)
        end
        redis.call('SADD', p .. ':groups', g)
        if redis.call('EXISTS', stream) == 0 then
          redis.call('XGROUP', 'CREATE', stream, 'digitaldocs', '0', 'MKSTREAM')
          for _, entry in ipairs(redis.call('XRANGE', p .. ':recent', '-', '+')) do
            local f = entry[2]
            if wanted[f[2]] then redis.call('XADD', stream, '*', 's', f[4], 'e', f[6], 'a', f[8] or '') end
          end
        end
        return 1
        """;

    /// <summary>ARGV: group, how many, clock's lead in ms, claim in ms, most deliveries read ahead.</summary>
    public const string Claim = Clock + """
        local max, read_ahead = tonumber(ARGV[2]), tonumber(ARGV[5])
        local till = now + tonumber(ARGV[4])
        local any_failed = redis.call('EXISTS', failed) == 1
        local out, room = {}, max

        local function hand(entry)
          local attempt = 1
          if any_failed then attempt = tonumber(redis.call('HGET', failed, entry[1]) or 0) + 1 end
          redis.call('ZADD', claimed, till, entry[1])
          out[#out + 1] = entry[1]
          out[#out + 1] = attempt
          out[#out + 1] = entry[2][4]
          room = room - 1
        end

        local function again(ids)
          for _, id in ipairs(ids) do
            local found = redis.call('XCLAIM', stream, 'digitaldocs', 'process', '0', id)
            if found[1] then hand(found[1]) else redis.call('ZREM', claimed, id) end
          end
        end

        local abandoned = redis.call('ZRANGEBYSCORE', claimed, '-inf', now, 'LIMIT', 0, max)
        for _, id in ipairs(abandoned) do
          redis.call('HINCRBY', failed, id, 1)
          any_failed = true
        end
        again(abandoned)

        if room > 0 then
          local ids = redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, room)
          for _, id in ipairs(ids) do redis.call('ZREM', due, id) end
          again(ids)
        end

        -- What has come is sorted by agency, and the agencies take turns. What a version before sent names none.
        local turns, ready = stream .. ':turns', stream .. ':ready:'
        local function sort(entry)
          local subject, agency = entry[2][2], entry[2][6] or ''
          if redis.call('SADD', busy, subject) == 0 then
            redis.call('RPUSH', stream .. ':next:' .. subject, entry[1])
          elseif redis.call('RPUSH', ready .. agency, entry[1]) == 1 then
            redis.call('RPUSH', turns, agency)
          end
        end

        local open = room > 0 and redis.call('XPENDING', stream, 'digitaldocs')[1] or read_ahead
        while room > 0 do
          local got = open < read_ahead and redis.call(
            'XREADGROUP', 'GROUP', 'digitaldocs', 'process', 'COUNT', math.min(256, read_ahead - open), 'STREAMS', stream, '>')
          for _, entry in ipairs(got and got[1][2] or {}) do
            open = open + 1
            sort(entry)
          end

          local agency = room > 0 and redis.call('LPOP', turns)
          while agency do
            local id = redis.call('LPOP', ready .. agency)
            local found = redis.call('XRANGE', stream, id, id)
            if found[1] then hand(found[1]) end
            if redis.call('EXISTS', ready .. agency) == 1 then redis.call('RPUSH', turns, agency) end
            agency = room > 0 and redis.call('LPOP', turns)
          end
          if not got then break end
        end
        return out
        """;

    /// <summary>ARGV: group, two unused, then id, attempt and subject of each.</summary>
    public const string Complete = Clock + """
        local woken = false
        for i = 4, #ARGV, 3 do
          local id, subject = ARGV[i], ARGV[i + 2]
          if held(id, ARGV[i + 1]) then
            redis.call('ZREM', claimed, id)
            redis.call('XACK', stream, 'digitaldocs', id)
            redis.call('XDEL', stream, id)
            redis.call('HDEL', failed, id)
            local following = redis.call('LPOP', stream .. ':next:' .. subject)
            if following then
              redis.call('ZADD', due, 0, following)
              woken = true
            else
              redis.call('SREM', busy, subject)
            end
          end
        end
        if woken then redis.call('PUBLISH', KEYS[1] .. ':wake', ARGV[1]) end
        return 1
        """;

    /// <summary>ARGV: group, delay in ms, clock's lead in ms, id, attempt, failed attempts from now on.</summary>
    public const string Retry = Clock + """
        local id = ARGV[4]
        if held(id, ARGV[5]) then
          redis.call('ZREM', claimed, id)
          redis.call('HSET', failed, id, ARGV[6])
          redis.call('ZADD', due, now + tonumber(ARGV[2]), id)
          if ARGV[2] == '0' then redis.call('PUBLISH', KEYS[1] .. ':wake', ARGV[1]) end
        end
        return 1
        """;

    /// <summary>ARGV: group, claim in ms, clock's lead in ms, then id and attempt of each.</summary>
    public const string Renew = Clock + """
        for i = 4, #ARGV, 2 do
          if held(ARGV[i], ARGV[i + 1]) then redis.call('ZADD', claimed, now + tonumber(ARGV[2]), ARGV[i]) end
        end
        return 1
        """;

    // The server's own clock, so that machines whose clocks differ agree when a claim ends; the lead is a test's.
    // A claim that ran out raised the failed attempts: what its former holder still says of it finds another number.
    private const string Clock = """
        local stream = KEYS[1] .. ':group:' .. ARGV[1]
        local busy, due = stream .. ':busy', stream .. ':due'
        local claimed, failed = stream .. ':claimed', stream .. ':failed'
        local time = redis.call('TIME')
        local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000) + tonumber(ARGV[3])
        local function held(id, attempt)
          return redis.call('ZSCORE', claimed, id)
            and tonumber(redis.call('HGET', failed, id) or 0) + 1 == tonumber(attempt)
        end

        """;
}
