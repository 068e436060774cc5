"""Read attributes and choices from the tables of a scheme file."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.scheme import (
    ATTRIBUTE_TYPES,
    LEVELS,
    REQUIRED,
    Attribute,
    AttributeType,
    Choice,
    Scope,
)
from annotator.model.scheme_lines import Place
from annotator.model.scheme_table import Table, Taken, hint

_ATTRIBUTE = (
    "id", "name", "type", "scope", "level", "values", "default", "required", "help", "source",
)  # fmt: skip
_NO_DEFAULT = frozenset({"coordinates", "entity", "entities", "event", "events"})


def attributes(owner: Table, scopes: tuple[Scope, ...]) -> tuple[Attribute, ...]:
    """Read the attributes of a table; the first scope is the usual one. Raises Fault."""
    taken, found = Taken(), dict[str, tuple[Table, Attribute]]()
    for table in owner.tables("attributes", "attribute", _ATTRIBUTE):
        attribute = _attribute(table, scopes)
        taken.add(table, attribute.id, attribute.name)
        found[attribute.id] = table, attribute
    known = {id_: attribute for id_, (_, attribute) in found.items()}
    for table, attribute in found.values():
        _check_required(table, attribute.required, known)
    return tuple(known.values())


def _attribute(table: Table, scopes: tuple[Scope, ...]) -> Attribute:
    id_ = table.slug()
    usual: AttributeType = "choice" if "values" in table.data else "text"
    type_ = table.one_of("type", ATTRIBUTE_TYPES, usual)
    choosable = values(table, id_, has_choices=type_ in {"choice", "multi"})
    is_auto = table.data.get("default") == "auto" and all(c.id != "auto" for c in choosable)
    return Attribute(
        id=id_,
        name=table.line("name") or id_,
        type=type_,
        scope=table.one_of("scope", scopes, scopes[0]),
        level=table.one_of("level", LEVELS, "default"),
        values=choosable,
        default=() if is_auto else _default(table, type_, choosable),
        auto=is_auto,
        required=table.line("required") or "never",
        help=table.text("help"),
        source=table.text("source"),
    )


def values(table: Table, id_: str, *, has_choices: bool) -> tuple[Choice, ...]:
    """Read what can be chosen. Raises Fault if there is nothing, or if nothing can be."""
    found = choices(table, "values", "value")
    if has_choices and not found:
        raise table.fault("values", "{id} is a choice, but has no values to choose from.", id=id_)
    if found and not has_choices:
        raise table.fault("values", "{id} is no choice, so it can have no values.", id=id_)
    return found


def choices(table: Table, key: str, what: str) -> tuple[Choice, ...]:
    """Read a list of ids, or of tables with id and name. Raises Fault."""
    taken, found = Taken(), list[Choice]()
    for number, value in enumerate(table.list(key)):
        place: Place = (*table.place, key, number)
        data = {"id": value} if isinstance(value, str) else value
        own = Table.of(data, place, what, ("id", "name", "help"))
        id_ = own.slug()
        choice = Choice(id_, own.line("name") or id_, own.text("help"))
        taken.add(own, choice.id, choice.name)
        found.append(choice)
    return tuple(found)


def _default(table: Table, type_: str, values: Sequence[Choice]) -> tuple[str, ...]:
    """Give a default as files write values. Raises Fault if the type has no such value."""
    if "default" not in table.data:
        return ()
    if type_ in _NO_DEFAULT:
        raise table.fault("default", "a value of type {type} has no default.", type=type_)
    if type_ == "bool":
        return ("true" if table.flag("default") else "false",)
    if type_ == "int":
        return (_number(table),)
    line = "" if type_ == "multi" else table.line("default")
    texts = table.texts("default") if type_ == "multi" else (line,) if line else ()
    known = {c.name: c.id for c in values} | {c.id: c.id for c in values}
    for value in texts:
        if values and value not in known:
            raise table.unknown("default", value, [c.id for c in values])
    return tuple(known.get(value, value) for value in texts)


def _number(table: Table) -> str:
    value = table.data["default"]
    if not isinstance(value, int) or isinstance(value, bool):
        raise table.fault("default", "default must be a whole number, without quotation marks.")
    return str(value)


def _check_required(table: Table, required: str, beside: dict[str, Attribute]) -> None:
    if not required.startswith("when:"):
        table.one_of("required", (*REQUIRED, "when:<attribute>"), "never")
        return
    id_, _, value = required.removeprefix("when:").partition("=")
    if id_ not in beside:
        template = "there is no attribute {id} beside this one{hint}"
        raise table.fault("required", template, id=id_, hint=hint(id_, beside) or ".")
    known = [choice.id for choice in beside[id_].values]
    if value and known and value not in known:
        raise table.unknown("required", required, [f"when:{id_}={choice}" for choice in known])
