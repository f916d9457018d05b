-- R5: lease, cursor, lapses, most ended, most stopped, types
local lease = ARGV[1]
local mostEnded = tonumber(ARGV[4])

-- R4, R5: ends lapsed leases, earliest first
local lapsed = 0
for _, id in ipairs(redis.call('ZRANGEBYSCORE', LAPSES, '-inf', digits(now), 'LIMIT', 0, ARGV[3])) do
  if redis.call('HGET', key('lease', id), 'standing') == 'LIVE' then
    endLease(id, 'LAPSED')
    lapsed = lapsed + 1
  else
    change('ZREM', LAPSES, id)
  end
end

local ids = beyond(ENDED, ARGV[2], mostEnded + 1)
local more = #ids > mostEnded
local owners, ended = {''}, {}
for i = 1, math.min(#ids, mostEnded) do
  local found = fields(key('lease', ids[i]), 'label', 'how', 'jobs', 'room', 'weight')
  if found.how then
    table.insert(owners, ids[i])
    table.insert(ended, {ids[i], found.label, found.how, found.jobs, found.room, found.weight})
  end
end

local caller = fields(key('lease', lease), 'standing', 'ends_at')
local state = {'ENDED', '0'}
if caller.standing then
  state = {caller.standing, left(caller)}
end

local fleet = {0, 0, 0, 0}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', LAPSES, '(' .. digits(now), '+inf')) do
  local load = redis.call('HMGET', key('lease', id), 'jobs', 'room', 'weight')
  if load[1] then
    fleet = {fleet[1] + 1, fleet[2] + load[1], fleet[3] + load[2], fleet[4] + load[3]}
  end
end

-- never finer than whether: it counts no jobs and looks at none
local types = readable(6)
local orphans = '0'
for _, owner in ipairs(owners) do
  if #lanesOf(owner, types) > 0 then
    orphans = '1'
    break
  end
end

local stopped = {}
for _, id in ipairs(redis.call('ZRANGE', key('resting', lease), 0, ARGV[5] - 1)) do
  local job = fields(key('job', id), 'owner', 'status', 'wish')
  if job.wish == 'STOPPED' and resting(job, lease) then
    table.insert(stopped, id)
  end
end

local nextLapse = ''
local earliest = redis.call('ZRANGE', LAPSES, 0, 1, 'WITHSCORES')
for i = #earliest - 1, 1, -2 do
  if earliest[i] ~= lease then
    nextLapse = digits(math.max(0, earliest[i + 1] - now))
  end
end

return {state, {digits(fleet[1]), digits(fleet[2]), digits(fleet[3]), digits(fleet[4])}, ended, orphans, stopped,
  nextLapse, more and '1' or '0', digits(lapsed)}
