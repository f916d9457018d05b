-- Moves all stored times of the namespace back by so many milliseconds
local function back(hash, field)
  local at = redis.call('HGET', hash, field)
  if at and at ~= '0' then
    change('HSET', hash, field, digits(at - ARGV[1]))
  end
end

local times = {
  lease = {'heard_at', 'ends_at', 'ended_at'},
  job = {'due_at', 'opened_at', 'finished_at'},
  tomb = {'buried_at'},
  lock = {'due_at', 'changed_at'},
}
for _, name in ipairs(redis.call('KEYS', prefix .. '*')) do
  local kind = string.match(string.sub(name, #prefix + 1), '^(%a+):')
  for _, field in ipairs(times[kind] or {}) do
    back(name, field)
  end
end
back(FLOOR, 'raised_at')
for _, set in ipairs({LAPSES, TOMBS, FINISHED}) do
  for _, member in ipairs(redis.call('ZRANGE', set, 0, -1)) do
    change('ZINCRBY', set, -ARGV[1], member)
  end
end
return ''
