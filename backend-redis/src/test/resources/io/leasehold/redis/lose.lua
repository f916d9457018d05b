-- Removes a lease's record, as if it had never been granted
change('DEL', key('lease', ARGV[1]), key('brought', ARGV[1]))
for _, set in ipairs({LAPSES, ENDED, OVER}) do
  change('ZREM', set, ARGV[1])
end
return ''
