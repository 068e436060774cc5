"""Read a scheme from a TOML file, or say in one sentence what is wrong and on which line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from annotator.model.scheme import (
    FIELD_REQUIRED,
    FIELD_TYPES,
    LEVELS,
    ArticleField,
    FieldType,
    Label,
    RelationType,
    Rules,
    Scheme,
    Scope,
    ZoneType,
    is_scheme_id,
)
from annotator.model.scheme_attributes import attributes, choices, values
from annotator.model.scheme_colours import (
    STROKES,
    Shades,
    dark_shades,
    default_dark,
    default_light,
    default_stroke,
    is_colour,
    light_shades,
)
from annotator.model.scheme_lines import Lines
from annotator.model.scheme_table import Fault, Table, Taken, hint
from annotator.model.sentences import Refused, Trouble, Value
from annotator.resources import resource

TOO_LARGE = 5_000_000
"""Bytes that no scheme file has."""

_SCHEME = (
    "id", "title", "version", "guideline_version", "rules", "labels", "relations", "entities",
    "events", "article_fields", "zones",
)  # fmt: skip
_RULES = (
    "same_label_overlap", "cross_label_nesting", "trim_words", "trim_outer", "trim_possessive",
)  # fmt: skip
_LABEL = (
    "id", "name", "key", "alt_key", "level", "help", "stroke", "light", "dark", "attributes",
    "retired", "words",
)  # fmt: skip
_RELATION = (
    "id", "name", "from", "to", "level", "symmetric", "cross_document", "max_per_from", "help",
    "attributes", "retired",
)  # fmt: skip
_FIELD = (
    "id", "name", "type", "values", "default", "required", "computed", "flags", "help", "source",
)  # fmt: skip
_SHADES = ("line", "fill", "strong")

_SPAN_SCOPES: tuple[Scope, ...] = ("span", "entity", "event")
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


def shipped() -> dict[str, Path]:
    """Give the schemes that come with the program: names and files."""
    return {path.stem: path for path in sorted(resource("schemes").glob("*.toml"))}


def find_scheme(name_or_path: str) -> Scheme:
    """Read a scheme that came with the program, or else the file at a path.

    Raises Refused if there is neither or the file is no scheme, Trouble if it cannot be read.
    """
    known = shipped()
    if name_or_path in known:
        return read_scheme(known[name_or_path])
    path = Path(name_or_path)
    if _is_file(path):
        return read_scheme(path)
    template = "There is no scheme {name}{hint} Nothing was changed."
    others = hint(name_or_path, known) or (
        f". Write one of {', '.join(known)}, or where your scheme file is."
    )
    raise Refused(template, name=name_or_path, hint=others)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # no name that a file can have, or a folder that may not be looked into
        return False


def read_scheme(path: Path) -> Scheme:
    """Read a scheme file. Raises Refused if it is none, Trouble if it cannot be read."""
    if not _is_file(path):
        raise Refused("There is no scheme file {path}. Nothing was changed.", path=str(path))
    try:
        with path.open("rb") as file:
            raw = file.read(TOO_LARGE)
    except OSError as error:
        template = "The scheme file {path} cannot be read: {why}. Nothing was changed."
        raise Trouble(template, path=str(path), why=error.strerror or str(error)) from error
    if len(raw) == TOO_LARGE:
        template = "{file} is 5 MB or more, so it is no scheme. Nothing was changed."
        raise Refused(template, file=path.name)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        template = "the text is not UTF-8. Save the file as UTF-8 and try again."
        raise _refusal(path.name, line, template) from error
    return parse_scheme(text, path.name)


@lru_cache(maxsize=4)
def parse_scheme(text: str, name: str) -> Scheme:
    """Read a scheme from TOML; `name` is what a sentence calls the file. Raises Refused.

    It takes 70 ms, and the same few schemes are asked for again and again: they are values.
    """
    try:
        data = tomllib.loads(text)
    except ValueError as error:
        raise _not_toml(text, name, str(error)) from error
    except RecursionError as error:
        raise _refusal(name, 1, "the brackets are nested too deeply.") from error
    try:
        return _scheme(Table.of(data, (), "scheme", _SCHEME))
    except Fault as fault:
        line = Lines(text).line(fault.place)
        raise _refusal(name, line, fault.template, **fault.values) from fault


def _not_toml(text: str, name: str, why: str) -> Refused:
    found = _AT_LINE.search(why)
    end = text.rstrip().count("\n") + 1
    line = int(found[1] or end) if found else 1
    template = "this is not valid TOML ({why})."
    return _refusal(name, line, template, why=_AT_LINE.sub("", why))


def _refusal(file: str, line: int, template: str, **values: Value) -> Refused:
    whole = f"{{file}}, line {{line}}: {template} Nothing was changed."
    return Refused(whole, **{**values, "file": file, "line": line})


# --- the tables -----------------------------------------------------------------------------------


def _scheme(top: Table) -> Scheme:
    id_ = top.needed("id")
    if not is_scheme_id(id_):
        template = "the id {id} must be small letters, digits, - and _ only, with a letter first."
        raise top.fault("id", template, id=id_)
    labels = _labels(top)
    entities = top.table("entities", ("links",))
    events = top.table("events", ("fields", "links", "attributes"))
    return Scheme(
        id=id_,
        title=top.line("title") or id_,
        version=top.line("version") or "1",
        guideline_version=top.line("guideline_version"),
        rules=_rules(top.table("rules", _RULES)),
        labels=labels,
        relations=_relations(top, labels),
        entity_links=choices(entities, "links", "link"),
        event_fields=choices(events, "fields", "field"),
        event_links=choices(events, "links", "link"),
        event_attributes=attributes(events, ("event",)),
        article_fields=_article_fields(top),
        zones=_zones(top),
    )


def _rules(table: Table) -> Rules:
    return Rules(
        same_label_overlap=table.flag("same_label_overlap"),
        cross_label_nesting=table.flag("cross_label_nesting", otherwise=True),
        trim_words=table.texts("trim_words"),
        trim_outer=table.flag("trim_outer", otherwise=True),
        trim_possessive=table.flag("trim_possessive", otherwise=True),
    )


def _labels(top: Table) -> tuple[Label, ...]:
    taken, keys = Taken(), dict[str, str]()
    labels: list[Label] = []
    for number, table in enumerate(top.tables("labels", "label", _LABEL)):
        label = _label(table, number)
        taken.add(table, label.id, label.name)
        if not label.retired:
            _take_keys(table, label, keys)
        labels.append(label)
    if not labels:
        raise top.fault("labels", "the scheme has no label; write one under [[labels]].")
    return tuple(labels)


def _label(table: Table, number: int) -> Label:
    return Label(
        id=table.slug(),
        name=table.needed("name"),
        key=_key(table, "key"),
        alt_key=_key(table, "alt_key"),
        level=table.one_of("level", LEVELS, "default"),
        help=table.text("help"),
        light=_shades(table, "light", light_shades) or default_light(number),
        dark=_shades(table, "dark", dark_shades) or default_dark(number),
        stroke=table.one_of("stroke", STROKES, default_stroke(number)),
        attributes=attributes(table, _SPAN_SCOPES),
        retired=table.flag("retired"),
        words=_words(table),
    )


def _words(table: Table) -> tuple[str, ...]:
    words = (" ".join(text.split()) for text in table.texts("words"))
    return tuple(dict.fromkeys(filter(None, words)))


def _key(table: Table, which: str) -> str | None:
    key = table.text(which)
    if key and not (len(key.upper()) == 1 and (key.isalpha() or key.isdecimal())):
        raise table.fault(which, "the key {key} must be one letter or digit.", key=key)
    return key.upper() if key else None


def _take_keys(table: Table, label: Label, keys: dict[str, str]) -> None:
    for which, key in (("key", label.key), ("alt_key", label.alt_key)):
        other = keys.setdefault(key, label.name) if key else label.name
        if other != label.name:
            template = "the key {key} is already used by the label {other}."
            raise table.fault(which, template, key=str(key), other=other)


def _shades(
    label: Table, mode: str, complete: Callable[[str, str | None, str | None], Shades]
) -> Shades | None:
    if mode not in label.data:
        return None
    table = label.table(mode, _SHADES)
    line, fill, strong = (_colour(table, shade) for shade in _SHADES)
    if line is None:
        raise table.fault("line", "the colours need a line; the others can be left out.")
    return complete(line, fill, strong)


def _colour(table: Table, shade: str) -> str | None:
    colour = table.text(shade)
    if colour and not is_colour(colour):
        template = "the colour {colour} must be written as # and six digits from 0 to F."
        raise table.fault(shade, template, colour=colour)
    return colour.upper() if colour else None


def _relations(top: Table, labels: Sequence[Label]) -> tuple[RelationType, ...]:
    taken, relations = Taken(), list[RelationType]()
    known = {label.id: label.id for label in labels} | {label.name: label.id for label in labels}
    for table in top.tables("relations", "relation", _RELATION):
        id_ = table.slug()
        relation = RelationType(
            id=id_,
            name=table.line("name") or id_,
            heads=_ends(table, "from", known),
            tails=_ends(table, "to", known),
            level=table.one_of("level", LEVELS, "default"),
            symmetric=table.flag("symmetric"),
            cross_document=table.flag("cross_document"),
            max_per_head=table.whole("max_per_from"),
            attributes=attributes(table, ("relation",)),
            help=table.text("help"),
            retired=table.flag("retired"),
        )
        taken.add(table, relation.id, relation.name)
        relations.append(relation)
    return tuple(relations)


def _ends(table: Table, side: str, known: dict[str, str]) -> tuple[str, ...]:
    names = table.texts(side)
    if not names:
        template = "the relation {id} does not say which labels it goes {side}."
        raise table.fault(side, template, id=table.slug(), side=side)
    for name in names:
        if name not in known:
            template = "there is no label {name}{hint}"
            raise table.fault(side, template, name=name, hint=hint(name, known) or ".")
    return tuple(dict.fromkeys(known[name] for name in names))


def _article_fields(top: Table) -> tuple[ArticleField, ...]:
    taken, fields = Taken(), list[ArticleField]()
    for table in top.tables("article_fields", "article field", _FIELD):
        id_ = table.slug()
        usual: FieldType = "choice" if "values" in table.data else "text"
        type_ = table.one_of("type", FIELD_TYPES, usual)
        choosable = values(table, id_, has_choices=type_ == "choice")
        known = [c.id for c in choosable] or ["auto", "first_line"]
        field = ArticleField(
            id=id_,
            name=table.line("name") or id_,
            type=type_,
            values=choosable,
            default=table.one_of("default", known, "") or None,
            required=table.one_of("required", FIELD_REQUIRED, "never"),
            computed=table.flag("computed"),
            flags=choices(table, "flags", "flag"),
            help=table.text("help"),
            source=table.text("source"),
        )
        taken.add(table, field.id, field.name)
        fields.append(field)
    return tuple(fields)


def _zones(top: Table) -> tuple[ZoneType, ...]:
    taken, zones = Taken(), list[ZoneType]()
    for table in top.tables("zones", "zone", ("id", "name", "labelled")):
        id_ = table.slug()
        zone = ZoneType(
            id_, table.line("name") or id_, labelled=table.flag("labelled", otherwise=True)
        )
        taken.add(table, zone.id, zone.name)
        zones.append(zone)
    return tuple(zones)
