-- Removes all keys of the namespace
for _, name in ipairs(redis.call('KEYS', prefix .. '*')) do
  change('DEL', name)
end
return ''
