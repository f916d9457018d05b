-- What every script shares. KEYS[1] is {namespace}: and begins every key, so that all of them lie in one hash slot.
-- Numbers that may pass 2^53 (tokens, revisions, sequences, numbers of claims and commands) stay digits and are compared as such.
local prefix = KEYS[1]
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local wrote = false

local LAPSES = prefix .. 'lapses' -- live leases by their end
local ENDED = prefix .. 'ended' -- ended leases that aren't drained
local OVER = prefix .. 'over' -- ended leases, drained ones too
local OWNERS = prefix .. 'owners' -- leases that jobs name
local JOBS = prefix .. 'jobs' -- ids of all jobs
local FINISHED = prefix .. 'finished' -- finished jobs by their end
local TOMBS = prefix .. 'tombs' -- tombstones by when they were left
local LOCKS = prefix .. 'locks' -- names of all locks
local FLOOR = prefix .. 'floor' -- the token floor
local CHECKED = prefix .. 'checked' -- the last job whose places in the indexes were looked after

local function key(kind, name)
  return prefix .. kind .. ':' .. name
end

local function change(...)
  local answer = redis.call(...)
  wrote = true
  return answer
end

-- Numbers

local function digits(number)
  return string.format('%.0f', number)
end

local function below(one, other)
  if #one ~= #other then
    return #one < #other
  end
  return one < other
end

local function higher(one, other)
  if below(one, other) then
    return other
  end
  return one
end

local function after(number)
  local head, nines = string.match(number, '^(.-)(9*)$')
  local zeros = string.rep('0', #nines)
  if head == '' then
    return '1' .. zeros
  end
  return string.sub(head, 1, -2) .. string.char(string.byte(head, -1) + 1) .. zeros
end

-- Records

-- Some fields of a hash by name; one that isn't there is false.
local function fields(name, ...)
  local values = redis.call('HMGET', name, ...)
  local found = {}
  for i = 1, select('#', ...) do
    found[(select(i, ...))] = values[i]
  end
  return found
end

-- All fields of a hash by name, and as they come; no fields: there is no such hash.
local function whole(name)
  local flat = redis.call('HGETALL', name)
  local found = {}
  for i = 1, #flat, 2 do
    found[flat[i]] = flat[i + 1]
  end
  return found, flat
end

-- The members of a sorted set without scores, beyond one of them, in the order of their bytes.
local function beyond(set, member, most)
  local from = '-'
  if member ~= '' then
    from = '(' .. member
  end
  return redis.call('ZRANGEBYLEX', set, from, '+', 'LIMIT', 0, most)
end

-- A record is right, and an index may hold less or more than it should: a script that somebody else's key ended half-way is not undone.
-- So whatever an index names is looked up before anything is done with it, and tidy puts back what is missing.

-- Leases

-- R4: an end, of a live lease only.
local function endLease(lease, how)
  change('HSET', key('lease', lease), 'standing', 'ENDED', 'how', how, 'ended_at', digits(now))
  change('ZREM', LAPSES, lease)
  change('ZADD', ENDED, 0, lease)
  change('ZADD', OVER, 0, lease)
  change('DEL', key('brought', lease))
end

-- R6: an ended record for a lease of which there is none.
local function bury(lease, room)
  change('HSET', key('lease', lease), 'label', 'buried', 'jobs', 0, 'room', room, 'weight', 1, 'heard_at', digits(now),
    'ends_at', digits(now), 'last_claim', 0, 'standing', 'ENDED', 'how', 'LOST', 'ended_at', digits(now))
  change('ZADD', ENDED, 0, lease)
  change('ZADD', OVER, 0, lease)
end

local function left(lease)
  return digits(math.max(0, lease.ends_at - now))
end

-- Jobs

local function runnable(job)
  return job.status == 'READY' and job.wish == 'RUNNING'
end

-- Where claims look: runnable jobs of one owner, type and state version, by slot.
local function lane(owner, type, version)
  return key('lane', owner .. ':' .. version .. ':' .. type)
end

-- The lane's name among those of its owner: in the order of types, then of versions. No type holds NUL.
local function laneName(type, version)
  return type .. '\0' .. string.format('%010d', version)
end

local function withdraw(id, job)
  if runnable(job) then
    local ofJob = lane(job.owner, job.type, job.version)
    change('ZREM', ofJob, id)
    if redis.call('EXISTS', ofJob) == 0 then
      change('ZREM', key('lanes', job.owner), laneName(job.type, job.version))
    end
  end
  if job.owner ~= '' then
    change('ZREM', key('owned', job.owner), id)
    change('ZREM', key('resting', job.owner), id)
    if redis.call('EXISTS', key('owned', job.owner)) == 0 then
      change('ZREM', OWNERS, job.owner)
    end
  end
  if job.status ~= 'READY' then
    change('ZREM', key('status', job.status), id)
  end
  if job.status == 'FINISHED' then
    change('ZREM', FINISHED, id)
  end
end

local function enter(id, job)
  if runnable(job) then
    change('ZADD', lane(job.owner, job.type, job.version), job.slot, id)
    change('ZADD', key('lanes', job.owner), 0, laneName(job.type, job.version))
  end
  if job.owner ~= '' then
    change('ZADD', OWNERS, 0, job.owner)
    change('ZADD', key('owned', job.owner), 0, id)
    if not runnable(job) then
      change('ZADD', key('resting', job.owner), 0, id)
    end
  end
  if job.status ~= 'READY' then
    change('ZADD', key('status', job.status), 0, id)
  end
  if job.status == 'FINISHED' then
    change('ZADD', FINISHED, job.finished_at, id)
  end
end

-- Whether a job's record says that its owner's jobs that don't run hold it.
local function resting(job, owner)
  return job.owner == owner and not runnable(job)
end

-- Moves a job from its places in the indexes to others, where there are others.
local function moved(id, before, job)
  if before.owner ~= job.owner or before.version ~= job.version or before.status ~= job.status
      or before.wish ~= job.wish then
    withdraw(id, before)
    enter(id, job)
  end
end

-- The job with these fields changed.
local function with(job, changes)
  local changed = {}
  for field, value in pairs(job) do
    changed[field] = value
  end
  for field, value in pairs(changes) do
    changed[field] = value
  end
  return changed
end

-- R18: leaves a tombstone in a job's place; first of all, for it keeps the token.
local function entomb(id, job)
  change('HSET', key('tomb', id), 'run', job.run, 'token', job.token, 'number', after(job.number), 'digest', job.digest,
    'buried_at', digits(now))
  change('ZADD', TOMBS, digits(now), id)
  withdraw(id, job)
  change('DEL', key('job', id))
  change('ZREM', JOBS, id)
end

-- R9: what the caller can read, in arguments from here on: how many, then type, oldest, newest of each.
local function readable(from)
  local types = {}
  for i = from + 1, from + 3 * ARGV[from], 3 do
    table.insert(types, {name = ARGV[i], oldest = tonumber(ARGV[i + 1]), newest = tonumber(ARGV[i + 2])})
  end
  return types
end

local function covered(types, name, version)
  for _, type in ipairs(types) do
    if type.name == name and version >= type.oldest and version <= type.newest then
      return true
    end
  end
  return false
end

-- The lanes of an owner that hold jobs of these types: by their names if those are few, else type by type.
local function lanesOf(owner, types)
  local names = {}
  local directory = key('lanes', owner)
  if redis.call('ZCARD', directory) <= 128 then
    names = redis.call('ZRANGE', directory, 0, -1)
  else
    for _, type in ipairs(types) do
      local found = redis.call('ZRANGEBYLEX', directory, '[' .. laneName(type.name, type.oldest),
        '[' .. laneName(type.name, type.newest))
      for _, name in ipairs(found) do
        table.insert(names, name)
      end
    end
  end
  local lanes, seen = {}, {}
  for _, name in ipairs(names) do
    local type, version = string.sub(name, 1, -12), tonumber(string.sub(name, -10))
    if not seen[name] and covered(types, type, version) then
      seen[name] = true
      table.insert(lanes, lane(owner, type, digits(version)))
    end
  end
  return lanes
end
