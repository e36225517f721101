"""The words of Title I, in English and Spanish."""

TITLE_ONE_WORDS: dict[str, tuple[str, str]] = {
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
    # Above 75 %
    "first": (
        "All schools above {limit} are served, highest first, whatever their grades.",
        "Se atiende a todas las escuelas por encima de {limit}, de mayor a menor, sin importar sus grados.",
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
    # Reservations
    "reserve": (
        "{reserved} is reserved, which leaves {left} for schools.",
        "Se apartan {reserved}, con lo que quedan {left} para las escuelas.",
    ),
    "reserve.over": (
        "Private share and reservations exceed the money by {over}; nothing is left for schools.",
        "La parte privada y las reservas exceden el dinero por {over}; no queda nada para las escuelas.",
    ),
    "reserve.over.remedy": (
        "Lower the reservations by more than {over}.",
        "Baje las reservas en más de {over}.",
    ),
    "reserve.homeless": (
        "Nothing is reserved for children without a home, whatever school they attend.",
        "No se aparta nada para los niños sin hogar, asistan a la escuela que asistan.",
    ),
    "reserve.homeless.remedy": (
        "Type the amount from the needs assessment; the law asks for it wherever such children live.",
        "Escriba el monto del estudio de necesidades; la ley lo exige donde vivan niños sin hogar.",
    ),
    # Parents
    "parents": (
        "{has} is reserved (at least {least}); {schools_has} of it goes to schools (at least {schools_least}).",
        "Se apartan {has} (mínimo {least}); {schools_has} van a las escuelas (mínimo {schools_least}).",
    ),
    "parents.small": (
        "The district receives {threshold} or less, so no reservation is asked for.",
        "El distrito recibe {threshold} o menos, así que no se exige reserva.",
    ),
    "parents.short": (
        "{has} is reserved; the law asks for {share} of the allocation, {least}.",
        "Se apartan {has}; la ley exige {share} de la asignación: {least}.",
    ),
    "parents.short.remedy": ("Reserve {least} or more.", "Aparte {least} o más."),
    "parents.schools": (
        (
            "{schools_has} goes to schools; the law asks for {schools_share} of the required reservation, "
            "{schools_least}."
        ),
        "Van a las escuelas {schools_has}; la ley exige {schools_share} de la reserva obligatoria: {schools_least}.",
    ),
    "parents.schools.remedy": (
        "Give schools between {schools_least} and {has} of it.",
        "Dé a las escuelas entre {schools_least} y {has}.",
    ),
    # Private share
    "private": (
        (
            "{private} of {base} low-income children in the areas served attend private schools: {share} of "
            "{allocation}."
        ),
        (
            "{private} de {base} niños de bajos ingresos en las zonas atendidas van a escuelas privadas: {share} "
            "de {allocation}."
        ),
    ),
    "private.everywhere": (
        (
            "{private} of {base} low-income children attend private schools: {share} of {allocation}, before "
            "reservations."
        ),
        (
            "{private} de {base} niños de bajos ingresos van a escuelas privadas: {share} de {allocation}, antes "
            "de las reservas."
        ),
    ),
    "private.none": (
        "No private low-income children are known.",
        "No se conoce a ningún niño de bajos ingresos en escuelas privadas.",
    ),
    "private.none.remedy": (
        (
            "Import the measure private_low_income by school area, or type the district's number, or leave it if "
            "there are none."
        ),
        (
            "Importe la medida private_low_income por zona escolar, escriba el número del distrito o déjelo así "
            "si no los hay."
        ),
    ),
    # Floor
    "floor": (
        "Every served school gets at least {floor} per child.",
        "Cada escuela atendida recibe al menos {floor} por niño.",
    ),
    "floor.none": (
        "Every served school is at {limit} or above, so no floor applies.",
        "Todas las escuelas atendidas están en {limit} o más, así que no hay mínimo.",
    ),
    "floor.below": (
        "A school below {limit} is served ({low}), so each child must bring {floor}. Below that: {schools}.",
        (
            "Se atiende a una escuela por debajo de {limit} ({low}), así que cada niño debe aportar {floor}. Por "
            "debajo: {schools}."
        ),
    ),
    "floor.below.remedy": (
        "Raise them to {floor} per child; the money suffices.",
        "Súbalas a {floor} por niño; el dinero alcanza.",
    ),
    "floor.unpaid": (
        (
            "A school below {limit} is served ({low}), so each of {children} children must bring {floor}: {cost} "
            "in all, and {money} is there. Below the floor: {schools}."
        ),
        (
            "Se atiende a una escuela por debajo de {limit} ({low}), así que cada uno de los {children} niños "
            "debe aportar {floor}: {cost} en total, y hay {money}. Por debajo del mínimo: {schools}."
        ),
    ),
    "floor.unpaid.remedy": (
        "Serve only the first {count} of the ranking, down to {last} ({share}).",
        "Atienda solo a las primeras {count} de la lista, hasta {last} ({share}).",
    ),
    "floor.unpaid.reserve": (
        "Lower the reservations: no number of schools can be served legally with {money}.",
        "Baje las reservas: con {money} no se puede atender legalmente a ningún número de escuelas.",
    ),
    # Order of amounts
    "order": (
        "No child brings more where there is less poverty.",
        "Ningún niño aporta más donde hay menos pobreza.",
    ),
    "order.rises": (
        "{richer} ({richer_share}) gets {more} per child, {poorer} ({poorer_share}) only {less}.",
        "{richer} ({richer_share}) recibe {more} por niño y {poorer} ({poorer_share}) solo {less}.",
    ),
    "order.rises.remedy": (
        "Give {poorer} at least {more} per child, or {richer} at most {less}.",
        "Dé a {poorer} al menos {more} por niño, o a {richer} como máximo {less}.",
    ),
    # Skipping
    "skip": (
        "{count} skipped schools are comparable and get at least as much from state or local money.",
        "{count} escuelas omitidas son comparables y reciben al menos lo mismo de dinero estatal o local.",
    ),
    "skip.none": ("No school is skipped.", "No se omite a ninguna escuela."),
    "skip.short": (
        (
            "{school} is skipped with {has} of state or local money; Title I would give it {owed}, and it must "
            "be comparable and not be served as well."
        ),
        (
            "{school} se omite con {has} de dinero estatal o local; Título I le daría {owed}, y debe ser "
            "comparable y no recibir además Título I."
        ),
    ),
    "skip.short.remedy": (
        "Give {school} at least {owed} of such money and show that it is comparable, or serve it in its rank.",
        (
            "Dé a {school} al menos {owed} de ese dinero y muestre que es comparable, o atiéndala en su lugar de "
            "la lista."
        ),
    ),
    # Schoolwide
    "schoolwide": (
        "{able} served schools may run a schoolwide program ({limit} or a waiver); {other} run targeted assistance.",
        (
            "{able} escuelas atendidas pueden tener un programa para toda la escuela ({limit} o una exención); "
            "{other} dan asistencia focalizada."
        ),
    ),
    "schoolwide.low": (
        "Named as schoolwide, but below {limit} and without a waiver, or not served: {schools}.",
        (
            "Figuran como programa para toda la escuela, pero están por debajo de {limit} y sin exención, o no "
            "se atienden: {schools}."
        ),
    ),
    "schoolwide.low.remedy": (
        "Run targeted assistance there, or record the state's waiver.",
        "Dé allí asistencia focalizada o anote la exención del estado.",
    ),
    # All spent
    "spent": (
        "{allocated} goes to schools: all of it, to the cent.",
        "{allocated} van a las escuelas: todo, al centavo.",
    ),
    "spent.over": (
        "Schools get {allocated}, which is {left} more than the {money} there is.",
        "Las escuelas reciben {allocated}, que es {left} más que los {money} disponibles.",
    ),
    "spent.over.remedy": (
        "Take {left} away, from the lowest school of the ranking upwards.",
        "Quite {left}, empezando por la última escuela de la lista.",
    ),
    "spent.left": (
        "{left} is not allocated. It would be carried over, which the law limits to {limit} of the allocation.",
        "Quedan {left} sin asignar. Pasarían al año siguiente, y la ley limita eso a {limit} de la asignación.",
    ),
    "spent.left.remedy": (
        "Give the rest to the schools with the highest share of poverty.",
        "Dé el resto a las escuelas con mayor proporción de pobreza.",
    ),
    # Carryover
    "carryover": (
        "{carryover} was carried over; the limit is {most} ({limit}).",
        "Pasaron {carryover} del año anterior; el límite es {most} ({limit}).",
    ),
    "carryover.none": ("Nothing was carried over.", "No pasó nada del año anterior."),
    "carryover.small": (
        "Last year's allocation was so small that no limit applies.",
        "La asignación del año anterior fue tan pequeña que no hay límite.",
    ),
    "carryover.unknown": (
        "Last year's allocation is not known, so the limit cannot be tested.",
        "No se conoce la asignación del año anterior, así que no se puede comprobar el límite.",
    ),
    "carryover.unknown.remedy": (
        "Type last year's allocation in the settings.",
        "Escriba la asignación del año anterior en los ajustes.",
    ),
    "carryover.over": (
        "{carryover} was carried over; the limit is {most} ({limit}).",
        "Pasaron {carryover} del año anterior; el límite es {most} ({limit}).",
    ),
    "carryover.over.remedy": (
        "Ask the state for a waiver (once in three years), or return what is above {most}.",
        "Pida al estado una exención (una vez cada tres años) o devuelva lo que pasa de {most}.",
    ),
    "carryover.waiver": (
        "{carryover} was carried over, above {most}, with the state's waiver.",
        "Pasaron {carryover} del año anterior, más de {most}, con la exención del estado.",
    ),
    # Figures
    "figure.low_income": ("Low-income children in public schools", "Niños de bajos ingresos en escuelas públicas"),
    "figure.private_low_income": (
        "Low-income children in private schools",
        "Niños de bajos ingresos en escuelas privadas",
    ),
    "figure.district_share": ("District's share of poverty", "Proporción de pobreza del distrito"),
    "figure.eligible_schools": ("Eligible schools", "Escuelas elegibles"),
    "figure.served_schools": ("Schools served", "Escuelas atendidas"),
    "figure.serve_first_schools": ("Schools that come first", "Escuelas que van primero"),
    "figure.floor_per_child": ("Floor per child", "Mínimo por niño"),
    "figure.children_served": ("Children in the schools served", "Niños en las escuelas atendidas"),
    "figure.floor_cost": ("What the floors cost", "Lo que cuestan los mínimos"),
    "figure.to_schools": ("Money for schools", "Dinero para las escuelas"),
    "figure.allocation": ("Allocation", "Asignación"),
    "figure.private_share": ("Private school children's share", "Parte de las escuelas privadas"),
    "figure.reserved": ("Reservations", "Reservas"),
    "figure.parent_least": ("Least for parent engagement", "Mínimo para participación de padres"),
    "figure.parent_reserved": ("Reserved for parent engagement", "Reservado para participación de padres"),
    "figure.parent_to_schools": ("Of that to schools", "De eso, a las escuelas"),
    "figure.private_children": ("Private low-income children counted", "Niños de escuelas privadas contados"),
    "figure.private_base": ("All low-income children counted", "Todos los niños de bajos ingresos contados"),
    "figure.allocated": ("Allocated to schools", "Asignado a las escuelas"),
    "figure.left": ("Not allocated", "Sin asignar"),
    "figure.carryover": ("Carried over", "Pasado del año anterior"),
    "figure.carryover_of": ("Last year's allocation", "Asignación del año anterior"),
    "figure.schoolwide_possible": ("Schoolwide possible", "Programa para toda la escuela posible"),
    "figure.targeted_assistance": ("Targeted assistance", "Asistencia focalizada"),
    # Reservations by name
    "reservation.homeless": ("Children without a home", "Niños sin hogar"),
    "reservation.neglected": ("Neglected and delinquent children", "Niños desatendidos e infractores"),
    "reservation.parent_engagement": ("Parent and family engagement", "Participación de padres y familias"),
    "reservation.administration": ("Administration", "Administración"),
    "adopt.label": ("Title I, rank and serve", "Título I, orden y atención"),
    # Details to confirm
    "detail.community_eligibility_multiplier": (
        "Multiplier of direct certifications under community eligibility",
        "Multiplicador de certificaciones directas con elegibilidad comunitaria",
    ),
    "detail.thirty_five_bp": (
        "Any school at this share may be eligible",
        "Toda escuela con esta proporción puede ser elegible",
    ),
    "detail.keep_previously_served": (
        "A school served last year may be served one more year",
        "Una escuela atendida el año anterior puede atenderse un año más",
    ),
    "detail.serve_first_bp": (
        "Schools above this share come first",
        "Las escuelas por encima de esta proporción van primero",
    ),
    "detail.high_schools_join": ("High schools may come first too", "Las preparatorias también pueden ir primero"),
    "detail.high_schools_bp": ("High schools join at this share", "Las preparatorias entran desde esta proporción"),
    "detail.small_district_pupils": (
        "A district with fewer pupils need not rank",
        "Un distrito con menos alumnos no tiene que ordenar",
    ),
    "detail.floor_percent_bp": ("Floor, of the allocation per child", "Mínimo, de la asignación por niño"),
    "detail.private_share_basis": ("Areas that the private share counts", "Zonas que cuenta la parte privada"),
    "detail.parent_threshold_cents": (
        "Parent engagement is reserved above this allocation",
        "Se reserva para padres por encima de esta asignación",
    ),
    "detail.parent_share_bp": ("Least share for parent engagement", "Proporción mínima para participación de padres"),
    "detail.parent_to_schools_bp": ("Of that, the least share to schools", "De eso, proporción mínima a las escuelas"),
    "detail.schoolwide_bp": (
        "Schoolwide programs from this share",
        "Programa para toda la escuela desde esta proporción",
    ),
    "detail.carryover_limit_bp": ("Most that may be carried over", "Máximo que puede pasar al año siguiente"),
    "detail.carryover_exempt_below_cents": (
        "No carryover limit below this allocation",
        "Sin límite de remanente por debajo de esta asignación",
    ),
}
