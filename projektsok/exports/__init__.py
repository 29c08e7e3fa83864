"""The forms in which the command writes a page of hits, one module each.

A new form is a module here and a row of `projektsok.exports.table`."""
