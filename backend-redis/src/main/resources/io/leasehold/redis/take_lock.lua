-- R25: name, lease, token
local found = lock()
if found.token == ARGV[3] and standing(found) == 'FREE' and living(ARGV[2]) then
  change('ZADD', LOCKS, 0, name)
  change('HSET', hash, 'token', after(found.token), 'owner', ARGV[2], 'due_at', 0, 'changed_at', digits(now))
end
return told()
