-- Lets a free job name a lease, as a claim does that was applied very late
local job = whole(key('job', ARGV[1]))
change('HSET', key('job', ARGV[1]), 'owner', ARGV[2])
moved(ARGV[1], job, with(job, {owner = ARGV[2]}))
return ''
