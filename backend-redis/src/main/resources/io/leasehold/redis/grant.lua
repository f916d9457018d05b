-- R1: lease, label, ttl, room
local lease = fields(key('lease', ARGV[1]), 'standing', 'ends_at')
if not lease.standing then
  lease = {standing = 'LIVE', ends_at = now + ARGV[3]}
  change('HSET', key('lease', ARGV[1]), 'label', ARGV[2], 'jobs', 0, 'room', ARGV[4], 'weight', 1, 'heard_at',
    digits(now), 'ends_at', digits(lease.ends_at), 'last_claim', 0, 'standing', 'LIVE')
  change('ZADD', LAPSES, digits(lease.ends_at), ARGV[1])
end
return {lease.standing, left(lease)}
