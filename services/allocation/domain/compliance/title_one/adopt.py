"""Take a Title I allocation over into a policy: typed grants for schools, the rest held centrally by name."""

from services.allocation.domain.compliance.title_one.outcome import TitleOneOutcome
from services.allocation.domain.compliance.words import words
from services.allocation.domain.eligibility_rules import EligibleList
from services.allocation.domain.phrases import Language
from services.allocation.domain.policy import CentralService, CentralShare, Flexibility, Policy, SourcePolicy
from services.allocation.domain.rules import GrantAmount, SchoolGrantRule

RULE_ID = "rank-and-serve"


def adopted(policy: Policy, outcome: TitleOneOutcome, source_id: str, amount_cents: int, language: Language) -> Policy:
    """Return the policy with the outcome as the rule of its Title I source; every other source stays as it is.

    ``amount_cents`` is the revenue source's amount: at least what the schools receive.
    """
    money = outcome.money
    held = amount_cents - sum(outcome.amounts.values())
    named = [
        (words("figure.private_share", language), money.private_cents),
        *((words(f"reservation.{name}", language, name), cents) for name, cents in money.reservations),
    ]
    services = [CentralService(name=name, amount_cents=cents) for name, cents in named if cents]
    before = next((each for each in policy.sources if each.source_id == source_id), None)
    source = SourcePolicy(
        source_id=source_id,
        distribution="school_grant",
        control="school" if before is None else before.control,
        central_share=CentralShare(amount_cents=held),
        central_services=tuple(services),
        eligibility=EligibleList(kind="list", school_ids=tuple(sorted(outcome.amounts))),
        flexibility=Flexibility(origin="federal") if before is None else before.flexibility,
        rules=(
            SchoolGrantRule(
                kind="school_grant",
                rule_id=RULE_ID,
                label=words("adopt.label", language),
                grants=tuple(
                    GrantAmount(school_id=school_id, amount_cents=cents)
                    for school_id, cents in sorted(outcome.amounts.items())
                ),
            ),
        ),
    )
    sources = [source if each.source_id == source_id else each for each in policy.sources]
    if before is None:
        sources.append(source)
    return policy.model_copy(update={"sources": tuple(sources)})
