-- R25: name, lease, token, rest
local found = lock()
if found.token == ARGV[3] and found.owner == ARGV[2] and living(ARGV[2]) then
  local due = 0
  if ARGV[4] ~= '0' then
    due = now + ARGV[4]
  end
  change('HSET', hash, 'owner', '', 'due_at', digits(due), 'changed_at', digits(now))
end
return told()
