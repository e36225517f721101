"""``ssfr compare-policies``: what changed between two policies, in plain words, and what it does to schools."""

import argparse
import json
from pathlib import Path

from services.allocation.cli.loading import load_mappings, load_policy
from services.allocation.cli.refusals import EXIT_DONE, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import Infeasible, dollars
from services.allocation.domain.phrases import Language, worded
from services.allocation.domain.policy import Policy
from services.allocation.domain.policy_diff import PolicyChange, policy_changes
from services.allocation.domain.policy_effects import Effect, effect_between, effects_of_each
from services.allocation.domain.prepare import prepare
from services.allocation.files.folder import read_folder

_WORDS = {
    "alone": ("{gaining} schools gain, {losing} lose", "{gaining} escuelas ganan, {losing} pierden"),
    "not_alone": ("only together with other changes", "solo junto con otros cambios"),
    "together": (
        "All together: {gaining} schools gain {gained}, {losing} lose {lost}, {unchanged} stay.",
        "En conjunto: {gaining} escuelas ganan {gained}, {losing} pierden {lost}, {unchanged} siguen igual.",
    ),
    "same": ("The policies are the same.", "Las políticas son iguales."),
}


def add_parser(subparsers: Subparsers) -> None:
    """Add ``compare-policies`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser("compare-policies", help="say in plain words what changed between two policies")
    parser.add_argument("before", type=Path, metavar="before.json")
    parser.add_argument("after", type=Path, metavar="after.json")
    parser.add_argument("--input", type=Path, metavar="INPUT_FOLDER", help="also show which schools gain and lose")
    parser.add_argument("--mapping", type=Path, metavar="mapping.json", help="columns of the input folder")
    parser.add_argument("--language", choices=("en", "es"), default="en")
    parser.add_argument("--json", action="store_true", help="print the differences as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    return refusing(lambda: _run(args))


def _run(args: argparse.Namespace) -> int:
    before, after = load_policy(args.before), load_policy(args.after)
    changes = policy_changes(before, after)
    effects: list[Effect | None] = [None] * len(changes)
    together, refused = None, None
    if args.input is not None:
        try:
            effects, together = _effects(args, before, after, changes)
        except Infeasible as error:
            # What changed can be said also where the money does not suffice; the refusal follows.
            refused = error
    if args.json:
        print(json.dumps(_document(changes, effects, together, args.language), indent=2, ensure_ascii=False))
    else:
        _print_lines(changes, effects, together, args.language)
    if refused is not None:
        raise refused
    return EXIT_DONE


def _print_lines(
    changes: list[PolicyChange], effects: list[Effect | None], together: Effect | None, language: Language
) -> None:
    if not changes:
        print(_say("same", language))
    for change, effect in zip(changes, effects, strict=True):
        line = change.sentence(language)
        if effect is not None:
            line += f" ({_say('alone', language, gaining=effect.gaining, losing=effect.losing)})"
        elif together is not None:
            line += f" ({_say('not_alone', language)})"
        print(line)
    if together is not None:
        print(
            _say(
                "together",
                language,
                gaining=together.gaining,
                losing=together.losing,
                unchanged=together.unchanged,
                gained=dollars(together.gained_cents),
                lost=dollars(together.lost_cents),
            )
        )


def _effects(
    args: argparse.Namespace, before: Policy, after: Policy, changes: list[PolicyChange]
) -> tuple[list[Effect | None], Effect]:
    folder = read_folder(args.input, after, load_mappings(args.mapping) if args.mapping else {})
    levels = [*after.levels, *(level for level in before.levels if level not in after.levels)]
    needs = [*after.need_categories, *(need for need in before.need_categories if need not in after.need_categories)]
    prepared = prepare(folder.inputs, levels, needs)
    earlier = before.model_copy(update={"fiscal_year": after.fiscal_year})
    first = allocate(prepared, earlier)
    return effects_of_each(prepared, earlier, first, changes), effect_between(first, allocate(prepared, after))


def _document(
    changes: list[PolicyChange], effects: list[Effect | None], together: Effect | None, language: Language
) -> dict[str, object]:
    return {
        "changes": [
            {
                "path": change.path,
                "subject": change.subject(language),
                "before": change.before,
                "after": change.after,
                "message_id": change.message_id,
                "parameters": change.parameters(language),
                "gaining": effect.gaining if effect else None,
                "losing": effect.losing if effect else None,
            }
            for change, effect in zip(changes, effects, strict=True)
        ],
        "together": {
            "gaining": together.gaining,
            "losing": together.losing,
            "unchanged": together.unchanged,
            "gained_cents": together.gained_cents,
            "lost_cents": together.lost_cents,
        }
        if together
        else None,
    }


def _say(key: str, language: Language, **values: object) -> str:
    return worded(_WORDS, key, language, **{name: str(value) for name, value in values.items()})
