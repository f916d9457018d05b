-- R19: after, most jobs, type, status, owner (nothing: any), most to look at, most bytes
-- Answers how it ended, the last job that it looked at, the time, and the jobs. ON: it has looked at enough for one script.
local last, most = ARGV[1], tonumber(ARGV[2])
local type, status, owner = ARGV[3], ARGV[4], ARGV[5]
local looks, mostBytes = tonumber(ARGV[6]), tonumber(ARGV[7])
local set = JOBS
if owner ~= '' then
  set = key('owned', owner)
elseif status ~= '' and status ~= 'READY' then
  set = key('status', status)
end

local function meets(id)
  local job = fields(key('job', id), 'type', 'status', 'owner')
  return job.type and (type == '' or job.type == type) and (status == '' or job.status == status)
    and (owner == '' or job.owner == owner)
end

local jobs, bytes, looked = {}, 0, 0
while looked < looks do
  local ids = beyond(set, last, 256)
  for _, id in ipairs(ids) do
    if meets(id) then
      if #jobs == most or bytes > mostBytes then
        return {'MORE', last, digits(now), jobs}
      end
      local job, flat = whole(key('job', id))
      bytes = bytes + #job.payload + #(job.state or '') + #(job.effect or '') + #(job.next or '')
      table.insert(jobs, {id, flat})
    end
    last = id
  end
  looked = looked + #ids
  if #ids < 256 then
    return {'END', last, digits(now), jobs}
  end
end
return {'ON', last, digits(now), jobs}
