-- R18: puts jobs back where their records say that they are found, a few more at each walk; one in whose way somebody else's key still is,
-- is left for a later walk
local function putBack(most)
  local ids = beyond(JOBS, redis.call('GET', CHECKED) or '', most)
  for _, id in ipairs(ids) do
    local job = fields(key('job', id), 'owner', 'type', 'version', 'slot', 'status', 'wish', 'finished_at')
    if job.status then
      pcall(enter, id, job)
    else
      change('ZREM', JOBS, id)
    end
  end
  change('SET', CHECKED, #ids == most and ids[most] or '')
end
