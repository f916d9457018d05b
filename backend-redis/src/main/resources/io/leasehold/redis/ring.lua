-- R20: subscribers first, for a user who may not publish rings nothing
change('PUBLISH', prefix .. 'bell', '')
change('INCR', prefix .. 'bell')
return {}
