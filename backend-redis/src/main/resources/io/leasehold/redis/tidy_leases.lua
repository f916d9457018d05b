-- R18: after, most leases, retention. Answers the ended leases seen, then drained, dropped
local drained, dropped = 0, 0
local leases = beyond(OVER, ARGV[1], tonumber(ARGV[2]))
for _, lease in ipairs(leases) do
  if redis.call('EXISTS', key('owned', lease)) == 0 then
    local found = fields(key('lease', lease), 'standing', 'ended_at')
    if found.standing == 'ENDED' then
      change('HSET', key('lease', lease), 'standing', 'DRAINED')
      change('ZREM', ENDED, lease)
      drained = drained + 1
    elseif found.standing == 'DRAINED' and found.ended_at + ARGV[3] <= now then
      change('DEL', key('lease', lease))
      change('ZREM', OVER, lease)
      dropped = dropped + 1
    end
  end
end
return {digits(#leases), leases[#leases] or '', digits(drained), digits(dropped)}
