-- R4: lease, how
if redis.call('HGET', key('lease', ARGV[1]), 'standing') == 'LIVE' then
  endLease(ARGV[1], ARGV[2])
end
return {}
