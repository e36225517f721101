"""What Title I sets aside and what its schools receive, in English and Spanish."""

AMOUNT_WORDS: dict[str, tuple[str, str]] = {
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
}
