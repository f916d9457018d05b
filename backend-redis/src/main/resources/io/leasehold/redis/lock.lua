-- R25: name
primary()
return told()
