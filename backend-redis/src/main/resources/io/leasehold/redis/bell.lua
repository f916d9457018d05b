-- R20
primary()
return redis.call('GET', prefix .. 'bell') or '0'
