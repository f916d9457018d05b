-- R19: lease, after, most
local ids = beyond(key('owned', ARGV[1]), ARGV[2], ARGV[3] + 1)
local jobs = {}
for i = 1, math.min(#ids, tonumber(ARGV[3])) do
  local job = fields(key('job', ids[i]), 'owner', 'token', 'wish')
  if job.owner == ARGV[1] then
    table.insert(jobs, {ids[i], job.token, job.wish})
  end
end
return {#ids > tonumber(ARGV[3]) and #jobs > 0 and '1' or '0', jobs}
