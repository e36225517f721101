"""The words of the other checks, in English and Spanish."""

CHECK_WORDS: dict[str, tuple[str, str]] = {
    "title.title_one": ("Title I: rank and serve", "Título I: ordenar y atender"),
    "title.supplement_flags": (
        "Supplement, not supplant: Title I flags",
        "Complementar sin suplantar: marcas de Título I",
    ),
    "title.supplement_money": (
        "Supplement, not supplant: Title I money",
        "Complementar sin suplantar: dinero de Título I",
    ),
    "title.comparability": ("Comparable services", "Servicios comparables"),
    "title.school_control": (
        "Unrestricted money under school control",
        "Dinero sin restricciones bajo control escolar",
    ),
    "title.proportion": (
        "California: services improve in proportion",
        "California: los servicios mejoran en proporción",
    ),
    "title.spending": ("Per-pupil expenditure report", "Informe de gasto por alumno"),
    "title.register": ("Register of rules", "Registro de reglas"),
    # Title I
    "title_one": (
        "The year's plan is legal; {served} schools are served.",
        "El plan del año es legal; se atiende a {served} escuelas.",
    ),
    "title_one.proposed": (
        "A legal allocation exists: {served} schools can be served. No plan is saved yet.",
        "Existe una asignación legal: se puede atender a {served} escuelas. Aún no hay un plan guardado.",
    ),
    "title_one.failed": ("{count} steps of the law are violated.", "Se incumplen {count} pasos de la ley."),
    "title_one.failed.remedy": (
        "Open Title I: each step says what is wrong and the way out.",
        "Abra Título I: cada paso dice qué está mal y cómo corregirlo.",
    ),
    "title_one.nothing": (
        "The allocation or the counts of low-income children are not known.",
        "No se conocen la asignación o los conteos de niños de bajos ingresos.",
    ),
    "title_one.nothing.remedy": ("Open Title I and fill in its settings.", "Abra Título I y complete sus ajustes."),
    # Supplement, not supplant
    "flags": (
        'Whoever has the flag "{flag}" (turned around, all, none), state and local money stays the same to the cent.',
        'Lleve quien lleve la marca "{flag}" (al revés, todas, ninguna), el dinero estatal y local no cambia.',
    ),
    "flags.differs": (
        "State or local money depends on the Title I flag: {moved} moves at {schools} schools, through {rules}.",
        (
            "El dinero estatal o local depende de la marca de Título I: se mueven {moved} en {schools} escuelas, "
            "por {rules}."
        ),
    ),
    "flags.remedy": (
        "Take the flag out of these rules and of their eligibility.",
        "Quite la marca de estas reglas y de sus requisitos.",
    ),
    "flags.broken": (
        "With other flags the formula cannot be calculated: {reason}",
        "Con otras marcas la fórmula no se puede calcular: {reason}",
    ),
    "money": (
        "With the Title I money locked away, state and local money stays the same to the cent.",
        "Con el dinero de Título I bloqueado, el dinero estatal y local queda igual al centavo.",
    ),
    "money.differs": (
        "State or local money depends on Title I money: {moved} moves at {schools} schools, through {rules}.",
        (
            "El dinero estatal o local depende del dinero de Título I: se mueven {moved} en {schools} escuelas, "
            "por {rules}."
        ),
    ),
    "money.remedy": (
        "Let the floor or limit compare state and local sources only: Floors and limits, Which money is compared.",
        (
            "Haga que el mínimo o límite compare solo fuentes estatales y locales: Mínimos y límites, "
            "Qué dinero se compara."
        ),
    ),
    "money.broken": (
        "Without the Title I money the formula cannot be calculated: {reason}",
        "Sin el dinero de Título I la fórmula no se puede calcular: {reason}",
    ),
    "money.no_source": (
        "No revenue source of this policy is known as Title I.",
        "Ninguna fuente de esta política se conoce como Título I.",
    ),
    "money.no_source.remedy": (
        "Choose the revenue source that is Title I in the settings.",
        "Elija en los ajustes la fuente que es Título I.",
    ),
    "rerun.remedy": (
        "Correct the rule named, so that state and local money stands without Title I.",
        "Corrija la regla indicada para que el dinero estatal y local no dependa de Título I.",
    ),
    # Comparability
    "comparability.none": ("No school has Title I.", "Ninguna escuela tiene Título I."),
    "comparability.exempt": (
        "Every Title I school is small or the only one of its grade span.",
        "Toda escuela con Título I es pequeña o la única de su tramo de grados.",
    ),
    "comparability.staff_ratio": (
        "All {tested} Title I schools have at most {ratio} of the pupils per position of the others.",
        "Las {tested} escuelas con Título I tienen como máximo {ratio} de los alumnos por puesto de las demás.",
    ),
    "comparability.dollars": (
        "All {tested} Title I schools have at least {dollars} of the dollars per pupil of the others.",
        "Las {tested} escuelas con Título I tienen al menos {dollars} de los dólares por alumno de las demás.",
    ),
    "comparability.either": (
        "All {tested} Title I schools pass the test of positions ({ratio}) or that of dollars ({dollars}).",
        "Las {tested} escuelas con Título I pasan la prueba de puestos ({ratio}) o la de dólares ({dollars}).",
    ),
    "comparability.planned": (
        "By the dollars this scenario plans, all {tested} Title I schools have at least {dollars} of the others.",
        "Por los dólares que planea este escenario, las {tested} escuelas con Título I tienen al menos {dollars}.",
    ),
    "comparability.import": (
        "Import staff from payroll to test positions and salaries as the law asks.",
        "Importe el personal de la nómina para probar puestos y salarios como pide la ley.",
    ),
    "comparability.staff_ratio.fails": (
        (
            "{wrong} of {tested} Title I schools have more than {ratio} of the pupils per position of the "
            "others: {schools}."
        ),
        (
            "{wrong} de {tested} escuelas con Título I tienen más de {ratio} de los alumnos por puesto de las "
            "demás: {schools}."
        ),
    ),
    "comparability.dollars.fails": (
        (
            "{wrong} of {tested} Title I schools have less than {dollars} of the dollars per pupil of the "
            "others: {schools}."
        ),
        "{wrong} de {tested} escuelas con Título I tienen menos de {dollars} de los dólares por alumno: {schools}.",
    ),
    "comparability.either.fails": (
        "{wrong} of {tested} Title I schools pass neither the test of positions nor that of dollars: {schools}.",
        "{wrong} de {tested} escuelas con Título I no pasan ni la prueba de puestos ni la de dólares: {schools}.",
    ),
    "comparability.planned.fails": (
        (
            "By the dollars this scenario plans, {wrong} of {tested} Title I schools have less than {dollars}: "
            "{schools}."
        ),
        (
            "Por los dólares que planea este escenario, {wrong} de {tested} escuelas con Título I tienen menos "
            "de {dollars}: {schools}."
        ),
    ),
    "comparability.staff.remedy": (
        "Move state- or local-paid positions to the schools named, or show that a state-approved test is met.",
        (
            "Traslade puestos pagados con dinero estatal o local a esas escuelas, o muestre que se cumple otra "
            "prueba aprobada."
        ),
    ),
    "comparability.dollars.remedy": (
        "Raise the state and local money of the schools named, for instance by the weight for poverty.",
        "Aumente el dinero estatal y local de esas escuelas, por ejemplo con el peso por pobreza.",
    ),
    # Control
    "cite.school_control": (
        "The district's own target; Strategic School Funding for Results, chapter 2",
        "Meta propia del distrito; Strategic School Funding for Results, capítulo 2",
    ),
    "control": (
        "Schools decide on {share} of unrestricted money; the target is {target}.",
        "Las escuelas deciden sobre {share} del dinero sin restricciones; la meta es {target}.",
    ),
    "control.short": (
        "Schools decide on {share} of unrestricted money; the target is {target}, which is {missing} more.",
        "Las escuelas deciden sobre {share} del dinero sin restricciones; la meta es {target}: {missing} más.",
    ),
    "control.remedy": (
        "Devolve {missing}: most is held of {sources}. Lower their central share or let schools decide on more.",
        (
            "Traspase {missing}: lo más retenido es de {sources}. Baje su parte central o deje decidir más a las "
            "escuelas."
        ),
    ),
    "control.none": ("There is no unrestricted money.", "No hay dinero sin restricciones."),
    "control.none.remedy": (
        "Say in the revenue sources which ones are unrestricted.",
        "Indique en las fuentes cuáles no tienen restricciones.",
    ),
    # Proportion
    "proportion": (
        "Planned: {planned} above the base grant of {base}; asked for: {asked}, which is {grant}.",
        "Planeado: {planned} sobre la subvención base de {base}; se pide: {asked}, es decir, {grant}.",
    ),
    "proportion.none": (
        "There is no supplemental or concentration money.",
        "No hay dinero suplementario ni de concentración.",
    ),
    "proportion.unknown": (
        "The supplemental and concentration grant, or the base grant, is not known.",
        "No se conoce la subvención suplementaria y de concentración, o la subvención base.",
    ),
    "proportion.unknown.remedy": (
        "Type both amounts in the settings, or import the state's money as sources of their own.",
        "Escriba ambos montos en los ajustes o importe el dinero del estado como fuentes aparte.",
    ),
    "proportion.short": (
        "Planned: {planned} above the base grant of {base}; asked for: {asked}. {missing} improves no services.",
        (
            "Planeado: {planned} sobre la subvención base de {base}; se pide: {asked}. {missing} no mejoran ningún "
            "servicio."
        ),
    ),
    "proportion.short.remedy": (
        "Give it to schools by need, or name the central services for these pupils that it pays for.",
        "Repártalo a las escuelas según la necesidad o nombre los servicios centrales que paga para estos alumnos.",
    ),
    # Spending
    "spending": (
        "Every school's spending is known by whose money it is and by what is staff, at actual salaries.",
        "El gasto de cada escuela se conoce por origen del dinero y por personal, con salarios reales.",
    ),
    "spending.staff": (
        "No staff is imported, so personnel cannot be told from the rest.",
        "No hay personal importado, así que no se puede separar el personal del resto.",
    ),
    "spending.staff.remedy": ("Import staff from payroll.", "Importe el personal de la nómina."),
    "spending.over": (
        "At {count} schools staff costs more than this scenario plans; what is not personnel is shown as 0 there.",
        "En {count} escuelas el personal cuesta más de lo que planea este escenario; lo demás figura allí como 0.",
    ),
    "spending.over.remedy": (
        "Check the funding sources in payroll, or which sources pay for staff centrally.",
        "Revise las fuentes de pago en la nómina o qué fuentes pagan personal de forma central.",
    ),
    "spending.actual": (
        "Actual expenditures of the year before are imported for {count} schools.",
        "Los gastos reales del año anterior están importados para {count} escuelas.",
    ),
    "spending.actual.missing": (
        "{count} schools have no actual expenditures of the year before.",
        "{count} escuelas no tienen gastos reales del año anterior.",
    ),
    "spending.actual.missing.remedy": (
        "Import them again with these schools, unless they opened this year.",
        "Impórtelos de nuevo con estas escuelas, salvo que hayan abierto este año.",
    ),
    # Register
    "register": (
        "Every source says whose rule binds it and whether the rule is kept.",
        "Cada fuente dice de quién es su regla y si se mantiene.",
    ),
    "register.open": (
        "{count} sources have something open: {sources}.",
        "{count} fuentes tienen algo pendiente: {sources}.",
    ),
    "register.open.remedy": (
        "Say in the policy where each rule comes from and whether it is kept; a waiver needs its funder's approval.",
        (
            "Indique en la política de dónde viene cada regla y si se mantiene; una exención necesita aprobación "
            "del financiador."
        ),
    ),
    "register.wrong": (
        "Federal rules are registered as the district's own: {sources}.",
        "Hay reglas federales registradas como propias del distrito: {sources}.",
    ),
    "register.wrong.remedy": (
        "Register them as federal: the district cannot relax them by itself.",
        "Regístrelas como federales: el distrito no puede relajarlas por sí solo.",
    ),
    "problem.unmentioned": ("The policy does not mention this source.", "La política no menciona esta fuente."),
    "problem.no_origin": (
        "Restricted, but nobody says whose rule it is.",
        "Restringida, pero nadie dice de quién es la regla.",
    ),
    "problem.no_status": (
        "Nobody says whether the rule is kept, relaxed or waived.",
        "Nadie dice si la regla se mantiene, se relaja o se exime.",
    ),
    "problem.federal_waiver": (
        "A federal rule can be relaxed only with a waiver of the Department of Education (ESEA 8401).",
        "Una regla federal solo se relaja con una exención del Departamento de Educación (ESEA 8401).",
    ),
    "problem.state_waiver": (
        "A state rule can be relaxed only with the state's waiver: keep it with the records.",
        "Una regla estatal solo se relaja con la exención del estado: guárdela en el expediente.",
    ),
    "problem.federal_as_district": (
        "The money is federal and restricted, but the rule is registered as the district's own.",
        "El dinero es federal y restringido, pero la regla figura como propia del distrito.",
    ),
    "origin.district": ("District", "Distrito"),
    "origin.state": ("State", "Estado"),
    "origin.federal": ("Federal", "Federal"),
    "status.kept": ("Kept", "Se mantiene"),
    "status.relaxed": ("Relaxed", "Se relaja"),
    "status.waived": ("Waived", "Exenta"),
    # Figures
    "figure.flagged_schools": ("Schools with the flag", "Escuelas con la marca"),
    "figure.title_one_money": ("Title I money", "Dinero de Título I"),
    "figure.supplanted_rules": ("Rules that depend on it", "Reglas que dependen de ello"),
    "figure.supplanted": ("Money that moves", "Dinero que se mueve"),
    "figure.title_one_schools": ("Title I schools", "Escuelas con Título I"),
    "figure.tested_schools": ("Tested", "Probadas"),
    "figure.exempt_schools": ("Exempt", "Exentas"),
    "figure.failing_schools": ("Failing", "No pasan"),
    "figure.unrestricted": ("Unrestricted money", "Dinero sin restricciones"),
    "figure.school_controlled": ("Schools decide on", "Deciden las escuelas"),
    "figure.control_share": ("Share", "Proporción"),
    "figure.control_target": ("Target", "Meta"),
    "figure.supplemental_grant": (
        "Supplemental and concentration grant",
        "Subvención suplementaria y de concentración",
    ),
    "figure.base_grant": ("Base grant", "Subvención base"),
    "figure.proportion_asked": ("Asked for", "Se pide"),
    "figure.improving": ("Improves services", "Mejora los servicios"),
    "figure.proportion_planned": ("Planned", "Planeado"),
    "figure.spent_at_schools": ("At schools", "En las escuelas"),
    "figure.spent_centrally": ("Centrally", "En la oficina central"),
    "figure.spent_per_pupil": ("Per pupil, all together", "Por alumno, en total"),
    "figure.register_sources": ("Sources", "Fuentes"),
    "figure.register_kept": ("Kept", "Se mantienen"),
    "figure.register_relaxed": ("Relaxed", "Se relajan"),
    "figure.register_waived": ("Waived", "Exentas"),
}
