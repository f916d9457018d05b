-- R18: after, most owners, most records, room. Answers the owners seen, then buried, cleared, undrained
local most, mostRecords = tonumber(ARGV[2]), tonumber(ARGV[3])
local buried, cleared, undrained = 0, 0, 0

local function clear(owner)
  if cleared == mostRecords then
    return
  end
  for _, id in ipairs(redis.call('ZRANGE', key('resting', owner), 0, mostRecords - cleared - 1)) do
    local job = whole(key('job', id))
    if resting(job, owner) then
      change('HSET', key('job', id), 'owner', '')
      moved(id, job, with(job, {owner = ''}))
      cleared = cleared + 1
    else
      change('ZREM', key('resting', owner), id)
    end
  end
end

-- A lease that a half-done script left out of where its record says that it is found
local function mend(owner, lease)
  if lease.standing == 'LIVE' then
    change('ZADD', LAPSES, 'NX', lease.ends_at, owner)
    return
  end
  change('ZREM', LAPSES, owner)
  change('ZADD', OVER, 0, owner)
  change('ZADD', ENDED, 0, owner)
end

local owners = beyond(OWNERS, ARGV[1], most)
for _, owner in ipairs(owners) do
  local lease = fields(key('lease', owner), 'standing', 'ends_at')
  if not lease.standing then
    bury(owner, ARGV[4])
    buried = buried + 1
  elseif lease.standing == 'DRAINED' then
    change('HSET', key('lease', owner), 'standing', 'ENDED')
    undrained = undrained + 1
  end
  mend(owner, lease)
  if lease.standing ~= 'LIVE' then
    clear(owner)
  end
end
return {digits(#owners), owners[#owners] or '', digits(buried), digits(cleared), digits(undrained)}
