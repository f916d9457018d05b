-- R2, R3: lease, extension, jobs, room, weight
local lease = fields(key('lease', ARGV[1]), 'standing', 'ends_at')
if not lease.standing then
  return {'ENDED', '0'}
end
if lease.standing == 'LIVE' and ARGV[2] ~= '0' then
  lease.ends_at = now + ARGV[2]
  change('HSET', key('lease', ARGV[1]), 'heard_at', digits(now), 'ends_at', digits(lease.ends_at), 'jobs', ARGV[3],
    'room', ARGV[4], 'weight', ARGV[5])
  change('ZADD', LAPSES, digits(lease.ends_at), ARGV[1])
end
return {lease.standing, left(lease)}
