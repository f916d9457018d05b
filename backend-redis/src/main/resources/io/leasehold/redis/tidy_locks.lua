-- R18, R25: after, most locks, room, most jobs. Answers the locks seen, then buried, cleared
if ARGV[1] == '' then
  pcall(putBack, tonumber(ARGV[4]))
end

local buried, cleared = 0, 0
local names = beyond(LOCKS, ARGV[1], tonumber(ARGV[2]))
for _, name in ipairs(names) do
  local owner = redis.call('HGET', key('lock', name), 'owner')
  if owner and owner ~= '' then
    local standing = redis.call('HGET', key('lease', owner), 'standing')
    if not standing then
      bury(owner, ARGV[3])
      buried = buried + 1
    elseif standing ~= 'LIVE' then
      change('HSET', key('lock', name), 'owner', '', 'due_at', 0, 'changed_at', digits(now))
      cleared = cleared + 1
    end
  end
end
return {digits(#names), names[#names] or '', digits(buried), digits(cleared)}
