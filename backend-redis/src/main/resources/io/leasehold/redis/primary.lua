-- R19: a replica answers what it knows, and that may be old; it takes no writes, and so gives itself away by one that changes nothing
local function primary()
  local answer = redis.pcall('DEL', prefix .. 'none')
  if type(answer) == 'table' and string.find(answer.err, 'READONLY', 1, true) then
    error(answer.err)
  end
end
