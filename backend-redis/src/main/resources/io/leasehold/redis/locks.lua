-- R25: how the three calls that are about one lock see it
local name = ARGV[1]
local hash = key('lock', name)

local function lock()
  local found = fields(hash, 'token', 'owner', 'due_at')
  if not found.token then
    return {token = redis.call('HGET', FLOOR, 'token') or '0', owner = '', due_at = '0'}
  end
  return found
end

local function living(lease)
  return redis.call('HGET', key('lease', lease), 'standing') == 'LIVE'
end

-- R6: its holder's lease must have an ended record to be dead
local function standing(found)
  if found.owner ~= '' then
    local lease = fields(key('lease', found.owner), 'standing', 'ends_at')
    if not lease.standing then
      return 'HELD', '0'
    elseif lease.standing == 'LIVE' then
      return 'HELD', left(lease)
    end
  end
  if tonumber(found.due_at) > now then
    return 'RESTING', digits(found.due_at - now)
  end
  return 'FREE', '0'
end

local function told()
  local found = lock()
  local how, remaining = standing(found)
  return {found.token, how, found.owner, remaining}
end
