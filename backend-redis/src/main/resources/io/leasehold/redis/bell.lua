-- R20
return redis.call('GET', prefix .. 'bell') or '0'
