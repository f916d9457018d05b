-- R24: CREATE or VALIDATE, the schema's number. Answers the number that is there, or nothing
if ARGV[1] == 'CREATE' and redis.call('EXISTS', prefix .. 'schema') == 0 then
  change('SET', prefix .. 'schema', ARGV[2])
end
return redis.call('GET', prefix .. 'schema') or ''
