-- R18: retention, most records. Answers how many were looked at, and how many tombstones were left
local left = 0
local old = redis.call('ZRANGEBYSCORE', FINISHED, '-inf', digits(now - ARGV[1]), 'LIMIT', 0, ARGV[2])
for _, id in ipairs(old) do
  local job = whole(key('job', id))
  if job.status == 'FINISHED' and job.finished_at + ARGV[1] <= now then
    entomb(id, job)
    left = left + 1
  else
    change('ZREM', FINISHED, id)
  end
end
return {digits(#old), digits(left)}
