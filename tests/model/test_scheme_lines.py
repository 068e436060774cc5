"""Where something stands in a TOML file, however it is written."""

from annotator.model.scheme_lines import Lines


def test_lines_are_found_past_strings_arrays_and_comments_of_many_lines():
    text = '''\
# [[labels]]
help = """
[[labels]]
key = 1 \\""" still inside
"""
other = \'\'\'
[x]
\'\'\'
list = [
  "]", # ]
  [1, 2], { a = "}" },
]
"quoted key" = 1
'single' = 2
a.b."c" = 3
[[labels]]
key = "A" # "
[labels.light]
line = "#"
[[labels]]
[[labels.attributes]]
[[labels.attributes]]
id = "x"
[plain . dotted]
k = 1
'''
    line = Lines(text).line
    assert (line(("help",)), line(("other",)), line(("list",))) == (2, 6, 9)
    assert (line(("quoted key",)), line(("single",)), line(("a", "b", "c"))) == (13, 14, 15)
    assert (line(("labels", 0)), line(("labels", 0, "key"))) == (16, 17)
    assert line(("labels", 0, "light", "line")) == 19
    assert (line(("labels", 1)), line(("labels", 1, "attributes", 1, "id"))) == (20, 23)
    assert line(("plain", "dotted", "k")) == 25
    assert line(("labels", 0, "nothing", 3)) == 16
    assert line(("nothing",)) == line(()) == 1


def test_a_key_that_cannot_be_told_apart_is_looked_for_around_it():
    line = Lines('a = 1\n"b\\u0041" = 2\n').line
    assert line(("bA",)) == 1
    assert line(("a", "x")) == 1
