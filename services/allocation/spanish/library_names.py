"""What the library calls districts, formulas and their bands, groups, measures, figures and parts."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    # Districts and states.
    "Hawaii": "Hawái",
    "New Jersey": "Nueva Jersey",
    "New York City": "Ciudad de Nueva York",
    "SSFR guidebook": "Guía de SSFR",
    # Formulas: the name that Spanish speakers can say, with the one that the documents use.
    "Weighted Student Funding": "Financiamiento ponderado por estudiante (Weighted Student Funding)",
    "Local Control Funding Formula": "Fórmula de financiamiento con control local (Local Control Funding Formula)",
    "Student-Based Budgeting": "Presupuesto basado en los estudiantes (Student-Based Budgeting)",
    "Staffing minimums and need-based dollars": "Mínimos de personal y dólares según las necesidades",
    "Weighted Student Formula": "Fórmula ponderada por estudiante (Weighted Student Formula)",
    "Per unit allocation": "Asignación por unidad (Per unit allocation)",
    "School Funding Reform Act, adequacy budget": (
        "Ley de reforma del financiamiento escolar, presupuesto de suficiencia (SFRA)"
    ),
    "Fair Student Funding, at each school's own percent": (
        "Financiamiento justo por estudiante (Fair Student Funding), al porcentaje propio de cada escuela"
    ),
    "Fair Student Funding": "Financiamiento justo por estudiante (Fair Student Funding)",
    "Targeted revenue model, example district": "Modelo de ingresos focalizados, distrito de ejemplo",
    # Grade bands.
    "K2 (kindergarten)": "K2 (kínder)",
    "Grades 1-2": "Grados 1-2",
    "Grades 3-5": "Grados 3-5",
    "Grades 4-6": "Grados 4-6",
    "Grades 4-8": "Grados 4-8",
    "Grades 4-12": "Grados 4-12",
    "Grades 6-8": "Grados 6-8",
    "Grades 7-8": "Grados 7-8",
    "Grades 9-12": "Grados 9-12",
    "Elementary": "Primaria",
    "Middle": "Secundaria",
    "High": "Preparatoria",
    # Groups of pupils.
    "All pupils": "Todos los estudiantes",
    "Special education, low severity": "Educación especial, severidad baja",
    "Special education, moderate": "Educación especial, severidad moderada",
    "Autism": "Autismo",
    "Developmental delay": "Retraso en el desarrollo",
    "Multiple disabilities": "Discapacidades múltiples",
    "Intellectual disability": "Discapacidad intelectual",
    "Low-income, English learner or foster, each pupil once": (
        "De bajos ingresos, que aprende inglés o en acogida familiar, cada estudiante una vez"
    ),
    "Pupils in poverty": "Estudiantes en pobreza",
    "English learners": "Estudiantes que aprenden inglés",
    "Economically disadvantaged": "En desventaja económica",
    "At risk": "En riesgo",
    "Gifted and talented": "Superdotados y con talento",
    "Homeless": "Sin hogar",
    "Pupils in temporary housing": "Estudiantes en vivienda temporal",
    "At risk, not learning English": "En riesgo, que no aprenden inglés",
    "English learners not at risk": "Que aprenden inglés y no están en riesgo",
    "English learners at risk": "Que aprenden inglés y están en riesgo",
    "Achievement well below standards": "Rendimiento muy por debajo de los estándares",
    "Achievement below standards": "Rendimiento por debajo de los estándares",
    "English learners, new language": "Que aprenden inglés, inglés como lengua nueva",
    "English learners, bilingual class": "Que aprenden inglés, clase bilingüe",
    "Special education": "Educación especial",
    "Poverty (duplicated)": "Pobreza (duplicada)",
    "Newcomers": "Recién llegados",
    # Measures and figures.
    "Last year's budget": "Presupuesto del año pasado",
    "Last year's pupils": "Estudiantes del año pasado",
    "Base per weighted pupil": "Base por estudiante ponderado",
    "Base per pupil": "Base por estudiante",
    "Base, grades 4-8": "Base, grados 4-8",
    "Supplemental grant": "Subvención suplementaria",
    "Concentration grant": "Subvención por concentración",
    "Concentration begins at": "La concentración empieza en",
    "Pupils in a class, K-3": "Estudiantes por clase, K-3",
    "Pupils in a class, grades 4-8": "Estudiantes por clase, grados 4-8",
    "Pupils in a class, grades 9-12": "Estudiantes por clase, grados 9-12",
    "A teacher with benefits": "Un maestro, con prestaciones",
    "A principal with benefits": "Un director, con prestaciones",
    "An assistant principal with benefits": "Un subdirector, con prestaciones",
    "A counselor with benefits": "Un consejero, con prestaciones",
    "A clerk with benefits": "Un oficinista, con prestaciones",
    "Teachers of arts, physical education and other subjects, at least": (
        "Maestros de artes, educación física y otras materias, al menos"
    ),
    "For each pupil in poverty": "Por cada estudiante en pobreza",
    "Weight for temporary housing": "Ponderación por vivienda temporal",
    "Weight for concentration": "Ponderación por concentración",
    "Weight of K-5": "Ponderación de K-5",
    "Weight of grades 6-8": "Ponderación de los grados 6-8",
    "Weight of grades 9-12": "Ponderación de los grados 9-12",
    "Weight for poverty": "Ponderación por pobreza",
    "Weight for English learners": "Ponderación por aprender inglés",
    "Small-school subsidy per missing pupil": "Subsidio de escuela pequeña por estudiante que falta",
    "Most of the subsidy": "Máximo del subsidio",
    "Most of the subsidy, of the base": "Máximo del subsidio, en proporción a la base",
    "Geographic cost adjustment": "Ajuste geográfico de costos",
    "Added for English learners at risk": "Se añade por aprender inglés en riesgo",
    "Foundation per school": "Cantidad fija por escuela",
    "Per-capita amount, K-5": "Cantidad por estudiante, K-5",
    "unduplicated pupil percentage": "porcentaje de estudiantes sin duplicar",
    "classroom teachers": "maestros de aula",
    "holistic teachers: a quarter of the classroom teachers, at least the minimum": (
        "maestros de materias complementarias: la cuarta parte de los maestros de aula, al menos el mínimo"
    ),
    "average per unit allocation of the school": "asignación por unidad promedio de la escuela",
    "small-school threshold": "umbral de escuela pequeña",
    "share of pupils at risk": "proporción de estudiantes en riesgo",
    "weight for pupils at risk": "ponderación por estudiantes en riesgo",
    "average weight of the school's levels": "ponderación promedio de los niveles de la escuela",
    "full formula without foundation": "fórmula completa sin la cantidad fija",
    "formula with last year's pupils": "fórmula con los estudiantes del año pasado",
    "the school's own percent of formula": "porcentaje de la fórmula propio de la escuela",
    # Parts.
    "Grade weights": "Ponderaciones por grado",
    "Base grant with grade-span add-ons": "Subvención base con suplementos por tramo de grados",
    "Principal, assistant principal, counselor and clerk": "Director, subdirector, consejero y oficinista",
    "Classroom teachers by class size": "Maestros de aula según el tamaño de las clases",
    "Holistic teachers": "Maestros de materias complementarias",
    "Need-based dollars": "Dólares según las necesidades",
    "Fixed amount by kind of school": "Cantidad fija según el tipo de escuela",
    "Poverty": "Pobreza",
    "State compensatory education": "Educación compensatoria estatal",
    "English language learners": "Estudiantes que aprenden inglés",
    "Small-school subsidy": "Subsidio de escuela pequeña",
    "Base cost": "Costo base",
    "At-risk pupils": "Estudiantes en riesgo",
    "Special education: 15.4% of pupils, two thirds of the cost": (
        "Educación especial: 15.4% de los estudiantes, dos tercios del costo"
    ),
    "Speech only: 1.57% of pupils": "Solo terapia del habla: 1.57% de los estudiantes",
    "Last year's budget, moved at the school's own percent": (
        "Presupuesto del año pasado, movido según el porcentaje propio de la escuela"
    ),
    "Foundation": "Cantidad fija",
    "Temporary housing": "Vivienda temporal",
    "Concentration of poverty": "Concentración de pobreza",
    "Low achievement": "Bajo rendimiento",
    "Duplicated poverty": "Pobreza duplicada",
    "Special education supplement": "Suplemento de educación especial",
    "Concentration above 55%": "Concentración por encima del 55%",
}

SAME: Final = frozenset(
    {
        "Base", "Boston, Massachusetts", "California", "Chicago, Illinois", "Houston, Texas",
        "San Francisco, California", "TK-3",
    }
)  # fmt: skip
"""Names that are the same in Spanish."""
