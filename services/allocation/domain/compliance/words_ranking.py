"""Which schools Title I serves, and in which order, in English and Spanish."""

RANKING_WORDS: dict[str, tuple[str, str]] = {
    # The steps
    "title.measure": ("One measure of poverty", "Una sola medida de pobreza"),
    "title.eligible": ("Only eligible schools are served", "Solo se atiende a escuelas elegibles"),
    "title.serve_first": ("The poorest schools come first", "Primero, las escuelas con más pobreza"),
    "title.rank_order": ("The rest in rank order", "Las demás, en orden de pobreza"),
    "title.reservations": ("Reservations come off first", "Primero se apartan las reservas"),
    "title.parent_engagement": ("Parent and family engagement", "Participación de padres y familias"),
    "title.private_share": ("Private school children's share", "Parte de los niños de escuelas privadas"),
    "title.floor": ("Least amount per child", "Monto mínimo por niño"),
    "title.per_child_order": (
        "Amounts per child never rise as poverty falls",
        "El monto por niño nunca sube cuando baja la pobreza",
    ),
    "title.skipping": (
        "Skipped schools get as much from elsewhere",
        "Las escuelas omitidas reciben lo mismo de otra fuente",
    ),
    "title.schoolwide": ("Schoolwide programs", "Programas para toda la escuela"),
    "title.all_spent": ("Every dollar is allocated", "Se asigna cada dólar"),
    "title.carryover": ("Carryover stays within its limit", "El remanente respeta su límite"),
    # Exemptions
    "exempt.small": (
        "The district has so few pupils that it need not rank its schools.",
        "El distrito tiene tan pocos alumnos que no está obligado a ordenar sus escuelas.",
    ),
    "exempt.single_schools": (
        "The district has one school per grade span, so it need not rank them.",
        "El distrito tiene una escuela por tramo de grados, así que no está obligado a ordenarlas.",
    ),
    # Measure
    "measure": (
        "One measure is used for eligibility, ranking and amounts. The district's share is {share}.",
        "Se usa una sola medida para elegibilidad, orden y montos. La proporción del distrito es {share}.",
    ),
    "measure.cep": (
        (
            "One measure is used for eligibility, ranking and amounts; {count} community-eligibility schools "
            "count their direct certifications times {multiplier}. The district's share is {share}."
        ),
        (
            "Se usa una sola medida para elegibilidad, orden y montos; {count} escuelas con elegibilidad "
            "comunitaria cuentan sus certificaciones directas por {multiplier}. La proporción del distrito es "
            "{share}."
        ),
    ),
    "measure.none": (
        "No school has low-income children in {counts}.",
        "Ninguna escuela tiene niños de bajos ingresos en {counts}.",
    ),
    "measure.none.remedy": (
        "Import the counts, or choose another measure of poverty in the settings.",
        "Importe los conteos o elija otra medida de pobreza en los ajustes.",
    ),
    # Eligibility
    "eligible": (
        "Every eligible school is served (district share {share}).",
        "Se atiende a todas las escuelas elegibles (proporción del distrito: {share}).",
    ),
    "eligible.unserved": (
        "All served schools are eligible (district share {share}). Eligible and not served: {schools}.",
        (
            "Todas las escuelas atendidas son elegibles (proporción del distrito: {share}). Elegibles y no "
            "atendidas: {schools}."
        ),
    ),
    "eligible.nobody": ("No school is served.", "No se atiende a ninguna escuela."),
    "eligible.nobody.remedy": (
        "Let an allocation be proposed, or type an amount for the school at the top of the ranking.",
        "Pida una propuesta o escriba un monto para la primera escuela de la lista.",
    ),
    "eligible.unknown": (
        "These schools are not in the data: {schools}.",
        "Estas escuelas no están en los datos: {schools}.",
    ),
    "eligible.unknown.remedy": (
        "Correct the school ids in the plan, or import the schools.",
        "Corrija los códigos de escuela del plan o importe las escuelas.",
    ),
    "eligible.wrong": (
        "Served but not eligible, as they are below the district's share of {share}: {schools}.",
        "Atendidas sin ser elegibles, pues están por debajo de la proporción del distrito ({share}): {schools}.",
    ),
    "eligible.wrong.remedy": (
        "Take their amounts away and give the money to schools higher in the ranking.",
        "Quíteles el monto y dé el dinero a escuelas más arriba en la lista.",
    ),
    "nobody": (
        "No school is served, so there is nothing to test.",
        "No se atiende a ninguna escuela, así que no hay nada que revisar.",
    ),
    # Above 75 %
    "first": (
        "All schools above {limit} are served, highest first, whatever their grades.",
        "Se atiende a todas las escuelas por encima de {limit}, de mayor a menor, sin importar sus grados.",
    ),
    "first.partly": (
        "Served: {served} of the {count} schools that come first, highest share first, as far as the plan goes.",
        (
            "Atendidas: {served} de las {count} escuelas que van primero, de mayor a menor proporción, hasta donde "
            "llega el plan."
        ),
    ),
    "first.skipped": (
        "Served: {served} of the {count} schools that come first. Skipped: {skipped}, which has its own step.",
        (
            "Atendidas: {served} de las {count} escuelas que van primero. Omitidas: {skipped}, lo que se revisa en su "
            "propio paso."
        ),
    ),
    "first.none": ("No school is above {limit}.", "Ninguna escuela está por encima de {limit}."),
    "first.left_out": (
        "Above {limit} and not served while others are: {schools}.",
        "Por encima de {limit} y sin atender mientras otras sí lo están: {schools}.",
    ),
    "first.left_out.remedy": (
        "Serve them first, from the highest share down, before any other school.",
        "Atiéndalas primero, de mayor a menor proporción, antes que a cualquier otra escuela.",
    ),
    # Rank order
    "rank": (
        "Schools are served in rank order, district-wide.",
        "Se atiende a las escuelas en orden de pobreza en todo el distrito.",
    ),
    "rank.by_span": (
        "Schools are served in rank order within each grade span.",
        "Se atiende a las escuelas en orden de pobreza dentro de cada tramo de grados.",
    ),
    "rank.passed_over": (
        "Passed over: {schools}. Served although they have less poverty: {others}.",
        "Pasadas por alto: {schools}. Atendidas aunque tienen menos pobreza: {others}.",
    ),
    "rank.passed_over.remedy": (
        "Serve the schools passed over, stop serving the lower ones, or record why a school is skipped.",
        (
            "Atienda a las escuelas pasadas por alto, deje de atender a las de abajo o anote por qué se omite "
            "una escuela."
        ),
    ),
}
