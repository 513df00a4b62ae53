/** The server's time in milliseconds since 1970, as the body of a Lua function. */
export const REDIS_CLOCK = `local time = redis.call('TIME') return time[1] * 1000 + math.floor(time[2] / 1000)`;

/**
 * One script per operation. All keys of a store begin with KEYS[1], whose braces keep them in one slot of a cluster:
 * - `e:<key>`: a hash with the version `v`, the JSON text `d`, the time of the last write `w`, and the list `l`
 * - `keys`: the keys in the order of their bytes (all scores are 0)
 * - `keep`: keys by the time until which they are kept
 * - `lists`: the names of the lists that have entries
 * - `l:<list>`: keys by the time when they are due
 */
export type RedisOperation = 'commit' | 'read' | 'due' | 'find' | 'sizes' | 'sweep';

export const redisScripts = (clock: string): Record<RedisOperation, string> => {
	const read = `local base = KEYS[1]
		local now = (function() ${clock} end)()
		local function entry(key) return base .. 'e:' .. key end
		local function row(key)
			local fields = redis.call('HMGET', entry(key), 'v', 'w', 'd')
			return fields[1] and {key, fields[1], fields[2], fields[3]}
		end
		local function rows(keys)
			local found = {now}
			for i, key in ipairs(keys) do found[i + 1] = row(key) end
			return found
		end`;
	const write = `${read}
		local woken = {}
		local function leave(key, list)
			redis.call('ZREM', base .. 'l:' .. list, key)
			if redis.call('EXISTS', base .. 'l:' .. list) == 0 then redis.call('ZREM', base .. 'lists', list) end
		end
		local function enter(key, list, due)
			redis.call('ZADD', base .. 'lists', 0, list)
			if tonumber(due) < 0 then return redis.call('ZADD', base .. 'l:' .. list, due, key) end
			redis.call('ZADD', base .. 'l:' .. list, now + due, key)
			woken[list] = true
		end
		local function remove(key)
			local list = redis.call('HGET', entry(key), 'l')
			if list then leave(key, list) end
			redis.call('DEL', entry(key))
			redis.call('ZREM', base .. 'keys', key)
			redis.call('ZREM', base .. 'keep', key)
		end
		local function put(key, value, list, due, keep)
			local version, before = unpack(redis.call('HMGET', entry(key), 'v', 'l'))
			local after = list ~= '' and list
			redis.call('HSET', entry(key), 'v', (version or 0) + 1, 'd', value, 'w', now)
			if before and before ~= after then
				leave(key, before)
				redis.call('HDEL', entry(key), 'l')
			end
			if after then
				redis.call('HSET', entry(key), 'l', after)
				enter(key, after, due)
			end
			redis.call('ZADD', base .. 'keys', 0, key)
			if keep == '' then redis.call('ZREM', base .. 'keep', key)
			else redis.call('ZADD', base .. 'keep', now + keep, key) end
		end`;
	return {
		/**
		 * ARGV: for each unit its number of writes, then of each write the key, the expected version, `=` and the JSON
		 * text or nothing, the list, when it is due, how long it is kept, whom to wake. Redis undoes nothing, so a unit is looked at
		 * whole before the first of its writes.
		 */
		commit: `${write}
			local answers = {}
			local at = 1
			while at <= #ARGV do
				local first, last = at + 1, at + ARGV[at] * 7
				local accepted = 1
				for i = first, last, 7 do
					local expected = ARGV[i + 1]
					if expected ~= '' and expected ~= (redis.call('HGET', entry(ARGV[i]), 'v') or '0') then accepted = 0 end
				end
				if accepted == 1 then
					for i = first, last, 7 do
						if ARGV[i + 2] == '' then remove(ARGV[i])
						else
							put(ARGV[i], string.sub(ARGV[i + 2], 2), ARGV[i + 3], ARGV[i + 4], ARGV[i + 5])
							if ARGV[i + 6] ~= '' then woken[ARGV[i + 6]] = true end
						end
					end
				end
				answers[#answers + 1] = accepted
				at = last + 1
			end
			-- A user without the right to publish can write all the same.
			for name in pairs(woken) do redis.pcall('PUBLISH', base .. 'wake', name) end
			return answers`,
		read: `${read}
			return rows(ARGV)`,
		due: `${read}
			return rows(redis.call('ZRANGEBYSCORE', base .. 'l:' .. ARGV[1], '-inf', now, 'LIMIT', 0, ARGV[2]))`,
		find: `${read}
			return rows(redis.call('ZRANGEBYLEX', base .. 'keys', ARGV[1], ARGV[2], 'LIMIT', 0, ARGV[3]))`,
		sizes: `${read}
			local sizes = {now}
			for i, list in ipairs(redis.call('ZRANGEBYLEX', base .. 'lists', ARGV[1], ARGV[2])) do
				local oldest = redis.call('ZRANGE', base .. 'l:' .. list, 0, 0, 'WITHSCORES')
				sizes[i + 1] = {list, redis.call('ZCARD', base .. 'l:' .. list), oldest[2]}
			end
			return sizes`,
		sweep: `${write}
			local keys = redis.call('ZRANGEBYSCORE', base .. 'keep', '-inf', now, 'LIMIT', 0, ARGV[1])
			for _, key in ipairs(keys) do remove(key) end
			return #keys`,
	};
};
