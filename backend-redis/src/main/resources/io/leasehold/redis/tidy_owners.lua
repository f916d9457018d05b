-- R18: after, most owners, most records, room. Answers the owners seen, then buried, cleared, undrained
local most, mostRecords = tonumber(ARGV[2]), tonumber(ARGV[3])
local buried, cleared, undrained = 0, 0, 0

local function clear(owner)
  if cleared == mostRecords then
    return
  end
  for _, id in ipairs(redis.call('ZRANGE', key('resting', owner), 0, mostRecords - cleared - 1)) do
    local job = whole(key('job', id))
    change('HSET', key('job', id), 'owner', '')
    moved(id, job, with(job, {owner = ''}))
    cleared = cleared + 1
  end
end

local owners = beyond(OWNERS, ARGV[1], most)
for _, owner in ipairs(owners) do
  local standing = redis.call('HGET', key('lease', owner), 'standing')
  if not standing then
    bury(owner, ARGV[4])
    buried = buried + 1
  elseif standing == 'DRAINED' then
    change('HSET', key('lease', owner), 'standing', 'ENDED')
    change('ZADD', ENDED, 0, owner)
    undrained = undrained + 1
  end
  if standing ~= 'LIVE' then
    clear(owner)
  end
end
return {digits(#owners), owners[#owners] or '', digits(buried), digits(cleared), digits(undrained)}
