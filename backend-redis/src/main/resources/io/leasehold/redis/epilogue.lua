-- R21: a script that fails half-way is not undone, so its error says whether it had changed anything.
local done, answer = pcall(main)
if done then
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
