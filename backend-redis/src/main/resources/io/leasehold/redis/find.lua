-- R19: job
local _, flat = whole(key('job', ARGV[1]))
return {digits(now), {ARGV[1], flat}}
