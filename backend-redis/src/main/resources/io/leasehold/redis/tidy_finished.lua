-- R18: retention, most records. Answers how many tombstones were left
local old = redis.call('ZRANGEBYSCORE', FINISHED, '-inf', digits(now - ARGV[1]), 'LIMIT', 0, ARGV[2])
for _, id in ipairs(old) do
  entomb(id, (whole(key('job', id))))
end
return digits(#old)
