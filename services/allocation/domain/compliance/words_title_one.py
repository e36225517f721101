"""The words of Title I, in English and Spanish: its steps, its figures, and what to confirm with the state."""

from services.allocation.domain.compliance.words_amounts import AMOUNT_WORDS
from services.allocation.domain.compliance.words_ranking import RANKING_WORDS

_OTHERS: dict[str, tuple[str, str]] = {
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
TITLE_ONE_WORDS: dict[str, tuple[str, str]] = RANKING_WORDS | AMOUNT_WORDS | _OTHERS
