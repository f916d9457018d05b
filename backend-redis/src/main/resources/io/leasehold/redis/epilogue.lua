-- R19: a server that is no primary any more, or is cut off from its replicas or its cluster, answers what it knows, and that may be old. It gives
-- itself away by a write that changes nothing, tried where none was refused. It comes last: after a first write a script is let go on
-- even where the server has no memory left.
local function stale()
  local answer = redis.pcall('DEL', prefix .. 'none')
  return type(answer) == 'table' and (string.find(answer.err, 'READONLY', 1, true)
    or string.find(answer.err, 'NOREPLICAS', 1, true) or string.find(answer.err, 'cluster is down', 1, true))
    and answer.err
end

-- R21: a script that fails half-way is not undone, so its error says whether it had changed anything.
local done, answer = pcall(main)
if done then
  local refusal = not wrote and stale()
  if refusal then
    return redis.error_reply('NOTHING ' .. refusal)
  end
  return answer
end
local reason = answer
if type(answer) == 'table' then
  reason = answer.err
end
if wrote then
  return redis.error_reply('PARTLY ' .. tostring(reason))
end
return redis.error_reply('NOTHING ' .. tostring(reason))
