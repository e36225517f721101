"""The words of a notice to a school, in English and Spanish, for families rather than accountants."""

from services.allocation.domain.phrases import Language, worded

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("Notices to schools: {policy}, {year}", "Avisos a las escuelas: {policy}, {year}"),
    "footer_shadow": (
        "For information: this letter changes no budget. Policy {policy}. Result {hash}",
        "A título informativo: esta carta no cambia ningún presupuesto. Política {policy}. Resultado {hash}",
    ),
    "footer_run": ("Policy {policy}. Result {hash}", "Política {policy}. Resultado {hash}"),
    "context": ("Fiscal year {year} · {policy}", "Año fiscal {year} · {policy}"),
    "heading_shadow": ("What {school} would have received", "Lo que habría recibido {school}"),
    "heading_run": ("The budget of {school}", "El presupuesto de {school}"),
    "greeting": (
        "To the families, staff and council of {school}:",
        "A las familias, al personal y al consejo de {school}:",
    ),
    "lead_shadow": (
        (
            "Under the formula that the district is looking at, {school} would have received {total} for its "
            "{pupils} pupils: {each} for each pupil."
        ),
        (
            "Con la fórmula que el distrito está considerando, {school} habría recibido {total} para sus "
            "{pupils} estudiantes: {each} por estudiante."
        ),
    ),
    "lead_run": (
        "{school} receives {total} for its {pupils} pupils: {each} for each pupil.",
        "{school} recibe {total} para sus {pupils} estudiantes: {each} por estudiante.",
    ),
    "lead_shadow_empty": (
        "Under the formula that the district is looking at, {school} would have received {total}.",
        "Con la fórmula que el distrito está considerando, {school} habría recibido {total}.",
    ),
    "lead_run_empty": ("{school} receives {total}.", "{school} recibe {total}."),
    "more": (
        "That is {amount} more than its current budget of {current}, a rise of {percent}.",
        "Son {amount} más que su presupuesto actual de {current}, un aumento del {percent}.",
    ),
    "less": (
        "That is {amount} less than its current budget of {current}, a fall of {percent}.",
        "Son {amount} menos que su presupuesto actual de {current}, una reducción del {percent}.",
    ),
    "same": ("That is the same as its current budget.", "Es lo mismo que su presupuesto actual."),
    "bar_current": ("Current budget", "Presupuesto actual"),
    "bar_shadow": ("Under the formula", "Con la fórmula"),
    "bar_run": ("Budget", "Presupuesto"),
    "bars_alt": (
        "Two bars: {first} {first_amount}, {second} {second_amount}.",
        "Dos barras: {first} {first_amount}, {second} {second_amount}.",
    ),
    "table_title": ("Where the money comes from", "De dónde viene el dinero"),
    "head_source": ("Source", "Fuente"),
    "head_amount": ("Amount", "Importe"),
    "total": ("Total", "Total"),
    "why_title": ("How the largest part is worked out", "Cómo se calcula la parte más grande"),
    "next_title_shadow": ("What happens now", "Qué ocurre ahora"),
    "next_title_run": ("Questions", "Preguntas"),
    "next_shadow": (
        (
            "Nothing changes with this letter. It shows what the formula would have given, so that everybody "
            "can see it and speak before the board decides."
        ),
        (
            "Esta carta no cambia nada. Muestra lo que habría dado la fórmula, para que todas las personas "
            "puedan verlo y opinar antes de que la junta decida."
        ),
    ),
    "next_ask": (
        (
            "Your principal can show you the arithmetic of every amount, down to the counts it rests on, and "
            "a spreadsheet that computes it. The district’s budget office answers questions."
        ),
        (
            "La dirección de su escuela puede mostrarle el cálculo de cada importe, hasta los conteos en que "
            "se basa, y una hoja de cálculo que lo reproduce. La oficina de presupuesto del distrito "
            "responde a sus preguntas."
        ),
    ),
    "file_all": ("all-schools", "todas-las-escuelas"),
}


def words(key: str, language: Language, **parameters: str) -> str:
    """Return a sentence."""
    return worded(_WORDS, key, language, **parameters)
