-- R25: name
return told()
