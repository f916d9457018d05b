-- R18: highest token so far, when the last tombstone was left, its id or nothing, retention, most, how long a floor stands
-- Answers how many were looked at, the highest token, the last one's time and id, and how many are gone
local highest, lastAt, lastId = ARGV[1], ARGV[2], ARGV[3]
local before, most = now - ARGV[4], tonumber(ARGV[5])
local floor = fields(FLOOR, 'token', 'raised_at')
local token = floor.token or '0'
local stands = now - (floor.raised_at or 0) >= tonumber(ARGV[6])

-- Where the walk goes on: behind a mark that no tombstone can be, for no id holds NUL
local from = 0
if lastId ~= '' then
  local mark = lastId .. '\0'
  change('ZADD', TOMBS, lastAt, mark)
  from = redis.call('ZRANK', TOMBS, mark)
  change('ZREM', TOMBS, mark)
end

local seen, purged = 0, 0
local next = redis.call('ZRANGE', TOMBS, digits(from), digits(from + most - 1), 'WITHSCORES')
for i = 1, #next, 2 do
  if tonumber(next[i + 1]) > before then
    break
  end
  seen, lastId, lastAt = seen + 1, next[i], digits(next[i + 1])
  local buried = redis.call('HGET', key('tomb', lastId), 'token')
  if stands and not below(token, buried) then
    change('DEL', key('tomb', lastId))
    change('ZREM', TOMBS, lastId)
    purged = purged + 1
  else
    highest = higher(highest, buried)
  end
end

-- never while it doesn't stand yet, for what it covers would have to wait anew
if seen < most and stands and below(token, highest) then
  change('HSET', FLOOR, 'token', highest, 'raised_at', digits(now))
end
return {digits(seen), highest, lastAt, lastId, digits(purged)}
