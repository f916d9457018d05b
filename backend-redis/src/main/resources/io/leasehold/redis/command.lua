-- R17: job, run, expected number, order, then what the order needs
local id, run, expected, order = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local hash = key('job', id)
local job = whole(hash)

if not job.run then
  return {'ABSENT', redis.call('HGET', key('tomb', id), 'run') or ''}
end
if job.run ~= run or job.number ~= expected then
  return {'STALE', job.run, job.number, job.wish}
end

-- Whether a live lease owns the job; Restart and Delete end a lapsed one first
local owned = false
if job.owner ~= '' then
  local lease = fields(key('lease', job.owner), 'standing', 'ends_at')
  owned = lease.standing == 'LIVE'
  if owned and (order == 'RESTART' or order == 'DELETE') and tonumber(lease.ends_at) <= now then
    endLease(job.owner, 'LAPSED')
    owned = false
  end
end

local isOpen = job.attempt ~= '0'
local inDoubt = isOpen and (job.doubted == '1' or job.standing == 'INTENDED')

-- The record from now on; fields that go are listed
local function ordered(changes, gone)
  changes.number = after(job.number)
  local flat = {}
  for field, value in pairs(changes) do
    table.insert(flat, field)
    table.insert(flat, value)
  end
  change('HSET', hash, unpack(flat))
  for _, field in ipairs(gone or {}) do
    change('HDEL', hash, field)
  end
  local changed = with(job, changes)
  moved(id, job, changed)
  return {'APPLIED', changed.number, changed.wish}
end

-- What an operator's verdict makes of the steps in doubt: one more, the last 16 kept
local function doubts(resolution)
  local last = {}
  for doubt in string.gmatch(job.doubts, '[^,]+') do
    table.insert(last, doubt)
  end
  table.insert(last, job.sequence .. '.' .. job.attempt .. '.O' .. resolution)
  if #last > 16 then
    table.remove(last, 1)
  end
  return table.concat(last, ',')
end

local function start()
  if job.status == 'FINISHED' then
    return {'REFUSED', 'FINISHED'}
  end
  return ordered({status = 'READY', failures = '0', lapses = '0', probation = '0', wish = 'RUNNING',
    owner = owned and job.owner or '', due_at = digits(now)})
end

local function restart()
  return ordered({run = ARGV[5], owner = '', status = 'READY', sequence = '1', attempt = '0', pace = '', standing = '',
    doubted = '0', failures = '0', lapses = '0', probation = '0', doubt_count = '0', doubts = '', wish = 'RUNNING',
    due_at = digits(now)}, {'state', 'effect', 'next', 'error'})
end

local function resolve()
  if owned then
    return {'REFUSED', 'OWNED'}
  elseif not inDoubt or job.attempt ~= ARGV[6] or job.sequence ~= ARGV[5] then
    return {'REFUSED', 'NO_SUCH_STEP'}
  end
  local changes = {status = 'READY', failures = '0', lapses = '0', probation = '0', owner = '', due_at = digits(now),
    doubt_count = after(job.doubt_count), doubts = doubts(ARGV[8])}
  if ARGV[7] == 'NOT_DELIVERED' then
    changes.standing, changes.doubted = 'NOT_PERFORMED', '0'
    return ordered(changes)
  end
  changes.sequence, changes.state = after(job.sequence), job.next
  changes.attempt, changes.pace, changes.standing, changes.doubted = '0', '', '', '0'
  return ordered(changes, {'effect', 'next'})
end

local function park()
  local changes = {owner = '', token = higher(job.token, ARGV[5])}
  if job.status ~= 'FINISHED' then
    changes.status = 'PARKED'
  end
  return ordered(changes)
end

if order == 'START' then
  return start()
elseif order == 'STOP' then
  return ordered({wish = 'STOPPED'})
elseif order == 'RESOLVE' then
  return resolve()
elseif order == 'AMEND' then
  return ordered({payload = ARGV[5]})
elseif order == 'PARK' then
  return park()
end

-- Restart and Delete
if owned then
  return {'REFUSED', 'OWNED'}
elseif inDoubt and ARGV[6] ~= '1' then
  return {'REFUSED', 'IN_DOUBT'}
elseif order == 'RESTART' then
  return restart()
end
entomb(id, job)
return {'APPLIED', after(job.number), job.wish}
