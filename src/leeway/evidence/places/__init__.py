"""Places of the area of a case: a gazetteer cut from open tables, spelling variants, the user's own places."""
