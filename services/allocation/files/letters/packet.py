"""The board's packet as a PDF: summary, policy, gains and losses, equity, reconciliation, schools, hashes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import numpy as np

from services.allocation.domain.errors import dollars
from services.allocation.domain.explain_origin import Decision
from services.allocation.domain.explanation import number_of
from services.allocation.domain.ledger import Component, SourceLedger
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL
from services.allocation.domain.phrases import PHRASES, Language, say
from services.allocation.domain.result import Result
from services.allocation.domain.result_document import ENGINE_VERSION
from services.allocation.domain.rules import PerPupil, WeightedPool
from services.allocation.files.letters.packet_words import TEMPLATE, words
from services.allocation.files.letters.setting import Setter
from shared.equity.report import equity_of
from shared.equity.weighing import EquityProblem
from shared.fiscal_year import FiscalYear

_MOST_LISTED = 10
_MOST_WEIGHTS = 12


def packet_pdf(result: Result, decision: Decision, language: Language, moment: datetime) -> bytes:
    """Return the packet of a result; a published one names its reason and who published it."""
    return Setter("packet").pdf(_Packet(result, decision, language).data(), moment)


class _Packet:
    def __init__(self, result: Result, decision: Decision, language: Language) -> None:
        self.result = result
        self.decision = decision
        self.language: Language = language
        self.document = result.to_json_dict()
        self.is_published = decision.published_at is not None
        self.say: Callable[..., str] = lambda key, **more: words(key, language, **more)

    def data(self) -> dict[str, Any]:
        """Return what the template shows."""
        policy, say_it = self.result.policy, self.say
        year = str(FiscalYear(policy.fiscal_year, policy.fiscal_year_start_month))
        digest = self.result.result_hash.removeprefix("sha256:")[:16]
        return {
            "language": self.language,
            "words": {key: say_it(key) for key in TEMPLATE},
            "title": say_it("title", policy=policy.name, year=year),
            "footer": say_it("footer", policy=policy.name, hash=digest),
            "context": say_it("context", policy=policy.name),
            "heading": say_it("heading_run" if self.is_published else "heading_draft", year=year),
            "lead": self._lead(),
            "tiles": self._tiles(),
            "reason": self.decision.reason or None,
            "decided": self._decided(),
            "policy_lead": say_it("policy_lead", sources=str(len(self.result.ledgers))),
            "policy": [self._source(ledger) for ledger in self.result.ledgers],
            "adjustments": self._adjustments(),
            **self._changes(),
            **self._equity(),
            **self._reconciliation(),
            **self._schools(),
            "verify": [say_it("verify_run" if self.is_published else "verify_draft"), say_it("verify_sheet")],
            "hashes": [
                {"label": say_it("hash_result"), "value": self.result.result_hash},
                {"label": say_it("hash_policy"), "value": self.result.policy_hash},
                {"label": say_it("hash_inputs"), "value": self.result.inputs_hash},
                {"label": say_it("engine"), "value": ENGINE_VERSION},
            ],
        }

    def _lead(self) -> str:
        district, winners = self.document["district"], self.document["winners"]
        return self.say(
            "lead",
            to_schools=dollars(district["to_schools_cents"]),
            amount=dollars(district["amount_cents"]),
            schools=f"{int(self.result.open_mask.sum()):,}",
            pupils=self._pupils(int(self.result.prepared.pupils.sum())),
            gaining=f"{winners['gaining']:,}",
            losing=f"{winners['losing']:,}",
            unchanged=f"{winners['unchanged']:,}",
        )

    def _tiles(self) -> list[dict[str, str]]:
        district, prepared = self.document["district"], self.result.prepared
        pupils = int(prepared.pupils.sum())
        each = round(district["to_schools_cents"] * prepared.count_scale / pupils) if pupils else 0
        control = self.document["school_control_bp"]
        whole = self.say("of_amount", amount=_whole(district["amount_cents"]))
        tiles = (
            ("schools", _whole(district["to_schools_cents"]), whole),
            ("each", _whole(each), self.say("each_note")),
            ("control", "–" if control is None else f"{control / 100:.1f}%", self.say("control_note")),
            self._adjusted_tile(),
        )
        return [{"label": self.say(f"tile_{key}"), "value": value, "note": note} for key, value, note in tiles]

    def _adjusted_tile(self) -> tuple[str, str, str]:
        """Return whom hold harmless keeps; where only other adjustments move money, whom they move it for."""
        lifts = self.result.lifts
        held = [lift for lift in lifts if lift.adjustment.kind == "hold_harmless"]
        if held or not lifts:
            count = int(np.count_nonzero(self.result.held_harmless))
            amount = sum(int(lift.top_ups.sum()) for lift in held)
            return "held", f"{count:,}", self.say("held_note", amount=dollars(amount))
        added, taken = self.result.top_ups, self.result.reductions
        note = self.say("adjusted_note", amount=dollars(int(added.sum())), given=dollars(int(taken.sum())))
        return "adjusted", f"{int(np.count_nonzero(added | taken)):,}", note

    def _decided(self) -> str:
        decision = self.decision
        if decision.published_at is None:
            return ""
        return self.say(
            "decided_run",
            who=decision.published_by,
            when=f"{decision.published_at:%Y-%m-%d}",
            scenario=decision.scenario,
            version=str(decision.version),
        )

    def _source(self, ledger: SourceLedger) -> dict[str, Any]:
        name = f"{ledger.source.name or ledger.source.source_id} · {dollars(ledger.source.amount_cents)}"
        if ledger.policy is None:
            return {"name": name, "sentences": [self.say("source_nothing")]}
        if ledger.locked_cents:
            return {"name": name, "sentences": [self.say("source_locked")]}
        sentences = []
        if ledger.central_before_cents:
            sentences.append(self.say("source_central", amount=dollars(ledger.central_before_cents)))
        if ledger.policy.eligibility.kind != "all":
            eligible, every = int(ledger.eligible.sum()), int(self.result.open_mask.sum())
            sentences.append(self.say("source_some", count=f"{eligible:,}", all=f"{every:,}"))
        for component in ledger.components:
            if component.rule is not None:
                sentences += self._rule(component)
        return {"name": name, "sentences": sentences}

    def _rule(self, component: Component) -> list[str]:
        kind = f"kind_{component.kind}" if f"kind_{component.kind}" in PHRASES else "kind_formula"
        sentences = [
            self.say(
                "source_rule",
                label=component.label,
                kind=say(kind).render(self.language),
                amount=dollars(component.total_cents),
                schools=f"{int(np.count_nonzero(component.amounts)):,}",
            )
        ]
        cells = component.rule.weights if isinstance(component.rule, PerPupil | WeightedPool) else None
        if cells:
            shown = [
                f"{_plain(cell.need_category)}{'' if cell.level == ANY_LEVEL else f' ({cell.level})'} "
                f"{cell.weight.normalize():f}"
                for cell in cells[:_MOST_WEIGHTS]
            ]
            more = " …" if len(cells) > _MOST_WEIGHTS else ""
            sentences.append(self.say("source_weights", weights=", ".join(shown) + more))
        return sentences

    def _adjustments(self) -> list[str]:
        said = []
        for lift in self.result.lifts:
            payers = int(np.count_nonzero(lift.reductions))
            said.append(
                self.say(
                    "adjustment_paid" if payers else "adjustment",
                    title=lift.adjustment.title,
                    count=f"{int(np.count_nonzero(lift.top_ups)):,}",
                    amount=dollars(int(lift.top_ups.sum())),
                    payers=f"{payers:,}",
                    given=dollars(int(lift.reductions.sum())),
                )
            )
        return said

    def _changes(self) -> dict[str, Any]:
        names = self.document["school_names"]
        known = [
            (change, row) for row, change in enumerate(self.document["change_cents"]) if change is not None and change
        ]
        total = sum(change for change, _ in known)
        gains = sorted((each for each in known if each[0] > 0), key=lambda each: (-each[0], each[1]))
        losses = sorted((each for each in known if each[0] < 0), key=lambda each: each)
        compared = any(change is not None for change in self.document["change_cents"])

        def lines(listed: list[tuple[int, int]]) -> list[list[str]]:
            shares = self.document["change_bp"]
            return [[names[row], _signed(cents), _percent(shares[row])] for cents, row in listed[:_MOST_LISTED]]

        return {
            "changes_lead": self.say("changes_lead", change=_signed(total)) if compared else self.say("changes_none"),
            "change_head": [self.say(f"head_{key}") for key in ("school", "change", "percent")],
            "gainers": lines(gains),
            "losers": lines(losses),
        }

    def _equity(self) -> dict[str, Any]:
        prepared = self.result.prepared
        pupils = prepared.pupils / prepared.count_scale
        head = [self.say(f"equity_{key}") for key in ("need", "slope", "gap")]
        with np.errstate(divide="ignore", invalid="ignore"):
            each = np.where(pupils > 0, self.result.totals / 100 / pupils, 0.0)
            shares = {
                need: np.where(prepared.pupils > 0, prepared.need_counts[need] / np.maximum(prepared.pupils, 1), 0.0)
                for need in prepared.need_categories
                if need != ALL_PUPILS and prepared.need_counts[need].any()
            }
        shares = {need: share for need, share in shares.items() if share.max(initial=0) <= 1}
        try:
            report = equity_of(pupils, each, shares)
        except EquityProblem:
            return {"equity_lead": self.say("equity_none"), "equity": [], "equity_head": head}
        rows = []
        for need, equity in report.needs.items():
            slope = None if equity.by_pupils is None else equity.by_pupils.slope / 10
            rows.append([_plain(need), _float_dollars(slope), _float_dollars(equity.exposure_gap)])
        spread = report.spread.coefficient_of_variation
        lead = self.say("equity_lead", cv="–" if spread is None else f"{spread:.3f}")
        return {"equity_lead": lead, "equity": rows, "equity_head": head}

    def _reconciliation(self) -> dict[str, Any]:
        columns = ("amount", "locked", "central_share", "to_schools", "reserve", "difference")
        rows, sums = [], [0] * len(columns)
        for source in self.document["sources"]:
            to_schools = source["school_grant_cents"] + source["formula_cents"]
            to_schools += source["top_up_cents"] - source["reduction_cents"]
            values = [to_schools if column == "to_schools" else source[f"{column}_cents"] for column in columns]
            sums = [total + value for total, value in zip(sums, values, strict=True)]
            rows.append(
                [source["name"] or source["source_id"], *(dollars(value) if value else "–" for value in values)]
            )
        heads = ("source", "amount", "locked", "central", "to_schools", "reserve", "difference")
        return {
            "reconciliation_head": [self.say(f"head_{key}") for key in heads],
            "reconciliation": rows,
            "reconciliation_total": [self.say("all_sources"), *(dollars(value) for value in sums)],
        }

    def _schools(self) -> dict[str, Any]:
        document = self.document
        rows = []
        for row, name in enumerate(document["school_names"]):
            adjusted = document["top_up_cents"][row] - document["reduction_cents"][row]
            current, change = document["current_cents"][row], document["change_cents"][row]
            rows.append(
                [
                    name,
                    self._pupils(int(self.result.prepared.pupils[row])),
                    dollars(document["formula_cents"][row]),
                    _signed(adjusted) if adjusted else "–",
                    dollars(document["totals_cents"][row]),
                    "–" if current is None else dollars(current),
                    "–" if change is None else _signed(change),
                ]
            )
        known = [value for value in document["current_cents"] if value is not None]
        changes = [value for value in document["change_cents"] if value is not None]
        adjusted = sum(document["top_up_cents"]) - sum(document["reduction_cents"])
        heads = ("school", "pupils", "formula", "adjusted", "budget", "now", "change")
        return {
            "school_head": [self.say(f"head_{key}") for key in heads],
            "schools": rows,
            "school_total": [
                self.say("all_schools"),
                self._pupils(int(self.result.prepared.pupils.sum())),
                dollars(sum(document["formula_cents"])),
                _signed(adjusted) if adjusted else "–",
                dollars(sum(document["totals_cents"])),
                dollars(sum(known)) if known else "–",
                _signed(sum(changes)) if changes else "–",
            ],
        }

    def _pupils(self, scaled: int) -> str:
        scale = self.result.prepared.count_scale
        return number_of(scaled // scale, 1) if scaled % scale == 0 else f"{scaled / scale:,.2f}"


def _whole(cents: int) -> str:
    return f"${(cents + 50) // 100:,}"


def _signed(cents: int) -> str:
    return f"+{dollars(cents)}" if cents > 0 else f"−{dollars(-cents)}" if cents < 0 else dollars(0)


def _percent(basis_points: int | None) -> str:
    return "–" if basis_points is None else f"{basis_points / 100:+.1f}%".replace("-", "−")


def _float_dollars(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{'+' if value > 0 else '−' if value < 0 else ''}${abs(value):,.0f}"


def _plain(code: str) -> str:
    """Return a need category's code as words."""
    return code.replace("_", " ")
