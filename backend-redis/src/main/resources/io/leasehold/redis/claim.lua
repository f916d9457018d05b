-- R6 to R10: lease, number, start slot, most jobs, most bytes, named job or nothing, how many dead, dead …, types
local lease, number = ARGV[1], ARGV[2]
local slot, mostJobs, mostBytes, named = ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6]
local types = readable(8 + ARGV[7])

-- R8, R9: only a live lease claims, and never under a lower number
local caller = fields(key('lease', lease), 'standing', 'last_claim')
if caller.standing ~= 'LIVE' or below(number, caller.last_claim) then
  return {digits(now)}
end

-- R9: the last number again: what it brought and still names this lease and claim, as last written
local again = {digits(now)}
if number == caller.last_claim then
  for _, id in ipairs(redis.call('ZRANGE', key('brought', lease), 0, -1)) do
    local job, flat = whole(key('job', id))
    if job.owner == lease and job.claim == number then
      table.insert(again, {id, flat})
    end
  end
end
if #again > 1 then
  return again
end

-- R6: a dead owner's ended record, or nothing
local formers = {}
local function former(owner)
  if formers[owner] == nil then
    local found = fields(key('lease', owner), 'standing', 'how', 'heard_at', 'ended_at')
    formers[owner] = found.standing ~= false and found.standing ~= 'LIVE' and found
  end
  return formers[owner]
end

-- Byte by byte: comparing texts would follow the server's locale.
local function before(one, other)
  if one.slot ~= other.slot then
    return one.slot < other.slot
  end
  local length = math.min(#one.id, #other.id)
  for i = 1, length do
    local a, b = string.byte(one.id, i), string.byte(other.id, i)
    if a ~= b then
      return a < b
    end
  end
  return #one.id < #other.id
end

-- The next job of a lane, a few read at a time; its owner is kept with it.
local function advance(way)
  if way.position >= #way.read then
    way.read = redis.call('ZRANGEBYSCORE', way.lane, slot, '+inf', 'WITHSCORES', 'LIMIT', way.offset, way.step)
    way.offset = way.offset + way.step
    way.step = math.min(2 * way.step, mostJobs)
    way.position = 0
  end
  if way.position >= #way.read then
    return false
  end
  way.id, way.slot = way.read[way.position + 1], tonumber(way.read[way.position + 2])
  way.position = way.position + 2
  return true
end

-- A heap of lanes, the one with the lowest slot on top.
local heap = {}
local function sink(i)
  while true do
    local least = i
    for child = 2 * i, 2 * i + 1 do
      if heap[child] and before(heap[child], heap[least]) then
        least = child
      end
    end
    if least == i then
      return
    end
    heap[i], heap[least] = heap[least], heap[i]
    i = least
  end
end

local function open(owner)
  for _, name in ipairs(lanesOf(owner, types)) do
    local way = {lane = name, owner = owner, read = {}, position = 0, offset = 0, step = 8}
    if advance(way) then
      table.insert(heap, way)
    end
  end
end

local wanted, strays, bytes = {}, {}, 0

-- R9: runnable, readable, free or of this dead owner, in its own lane; answers whether there may be room for another
local function want(id, owner, found)
  local job = whole(key('job', id))
  if job.owner ~= owner or not runnable(job) or (found and found ~= lane(owner, job.type, job.version)) then
    if found then
      table.insert(strays, {id = id, lane = found})
    end
    return true
  end
  bytes = bytes + #job.payload + #(job.state or '') + #(job.effect or '') + #(job.next or '')
  if #wanted > 0 and bytes > mostBytes then
    return false
  end
  table.insert(wanted, {id = id, job = job})
  return #wanted < mostJobs
end

if named ~= '' then
  local job = fields(key('job', named), 'owner', 'type', 'version')
  if job.owner and (job.owner == '' or former(job.owner)) and covered(types, job.type, tonumber(job.version)) then
    want(named, job.owner)
  end
else
  open('')
  local opened = {}
  for i = 8, 7 + ARGV[7] do
    if former(ARGV[i]) and not opened[ARGV[i]] then
      opened[ARGV[i]] = true
      open(ARGV[i])
    end
  end
  for i = math.floor(#heap / 2), 1, -1 do
    sink(i)
  end
  while #heap > 0 and want(heap[1].id, heap[1].owner, heap[1].lane) do
    if not advance(heap[1]) then
      heap[1] = heap[#heap]
      table.remove(heap)
    end
    sink(1)
  end
end

-- R10: what the takeover from a dead owner adds to the record
local function noteTakeover(id, job, changes, dead)
  local seen = tonumber(dead.how == 'CLEAN' and dead.ended_at or dead.heard_at)
  local down = math.max(0, now - math.max(seen, tonumber(job.due_at)))
  local notes = {table.concat({job.owner, lease, changes.token, digits(now), digits(down)}, ' ')}
  for note in string.gmatch(job.takeovers, '[^,]+') do
    if #notes < 8 then
      table.insert(notes, note)
    end
  end
  changes.takeovers = table.concat(notes, ',')
  if dead.how == 'LAPSED' and (job.attempt ~= '0' or tonumber(job.due_at) <= now) then
    changes.lapses = digits(job.lapses + 1)
  end
end

-- From here on all is judged: the number is accepted, the jobs are taken
change('HSET', key('lease', lease), 'last_claim', number)
change('DEL', key('brought', lease))
for _, stray in ipairs(strays) do
  change('ZREM', stray.lane, stray.id)
end
local brought = {digits(now)}
for _, one in ipairs(wanted) do
  -- R7: a token higher than any before it for this id
  local changes = {owner = lease, token = after(one.job.token), revision = '0', claim = number}
  if one.job.owner ~= '' then
    noteTakeover(one.id, one.job, changes, former(one.job.owner))
  end
  local flat = {}
  for field, value in pairs(changes) do
    table.insert(flat, field)
    table.insert(flat, value)
  end
  change('HSET', key('job', one.id), unpack(flat))
  moved(one.id, one.job, with(one.job, changes))
  change('ZADD', key('brought', lease), one.job.slot, one.id)
  table.insert(brought, {one.id, redis.call('HGETALL', key('job', one.id))})
end
return brought
