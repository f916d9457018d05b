-- R19: job
primary()
local _, flat = whole(key('job', ARGV[1]))
return {digits(now), {ARGV[1], flat}}
