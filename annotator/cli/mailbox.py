"""The command that exchanges work through a shared folder."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.answers import JSON, PROJECT, Answer, Bar, me, tell
from annotator.model.sentences import Refused, count, say
from annotator.store.mailbox import folder as kept
from annotator.store.mailbox.exchange import Exchanged, exchange
from annotator.store.mailbox.pick_up import News, news
from annotator.store.store import Store


@click.command()
@PROJECT
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--post", "only_post", is_flag=True, help="Only put your own work there.")
@click.option("--pick-up", "only_up", is_flag=True, help="Only take what colleagues put there.")
@click.option("--look", "only_look", is_flag=True, help="Only say whether anything new lies there.")
@click.option("--stop", is_flag=True, help="Use the folder no longer. What lies there stays.")
@JSON
def mailbox(
    project: Path, folder: Path | None, *, only_post: bool, only_up: bool, only_look: bool,
    stop: bool, as_json: bool,
) -> None:  # fmt: skip
    """Exchange work with colleagues through a shared folder, without a server.

    Each writes only files of his own there. FOLDER is kept in mind for the next time.
    """
    if only_post + only_up + only_look + stop > 1 or (stop and folder):
        raise click.UsageError("--post, --pick-up, --look and --stop stand alone.")
    with Store.open(project, me(), read_only=only_look) as store, Bar() as bar:
        if stop:
            kept.stop(store)
            tell({"folder": None}, as_json, "The shared folder is used no longer.")
            return
        place = _place(store, folder, keep=not only_look)
        if only_look:
            found = news(store, place)
            tell({"folder": str(place), **asdict(found)}, as_json, _news(found))
            return
        done = exchange(store, place, bar.show, up=not only_post, out=not only_up)
    tell(_exchanged(place, done), as_json, *done.sentences)


def _place(store: Store, folder: Path | None, *, keep: bool) -> Path:
    if folder is not None:
        return kept.choose(store, folder) if keep else folder
    place = kept.folder_of(store.session)
    if place is None:
        raise Refused(
            "{name} uses no shared folder on this machine yet. Name one: annotator mailbox {name} "
            "FOLDER",
            name=store.path.name,
        )
    return place


def _news(found: News) -> str:
    if not found.files:
        return "Nothing new lies in the shared folder."
    what = count(found.files, "new file lies", "new files lie")
    return say("{what} in the shared folder.", what=what)


def _exchanged(place: Path, done: Exchanged) -> Answer:
    answer: Answer = {"folder": str(place), "sentences": list(done.sentences)}
    came, went = done.came, done.went
    if came is not None:
        answer["picked_up"] = {
            "files": came.files, "new": came.merged.new, "texts": len(came.merged.texts),
            "conflicts": [{"kind": kind, "id": id_} for kind, id_ in came.merged.conflicting],
            "people": [{"person": name, "changes": number} for name, number in came.people],
            "left": {name: str(told) for name, told in came.left.items()},
            "other_projects": came.others, "missing": [asdict(one) for one in came.missing],
        }  # fmt: skip
    if went is not None:
        answer["posted"] = {"files": went.files, "changes": went.changes}
    if done.not_posted is not None:
        answer["not_posted"] = str(done.not_posted)
    return answer


COMMANDS = (mailbox,)
