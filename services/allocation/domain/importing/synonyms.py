"""Names that districts and states give to the fields and the need categories, in English and in Spanish."""

from services.allocation.domain.importing.kinds import ImportKind

_SCHOOL_ID = (
    "school id", "school code", "school number", "school no", "school #", "sch id", "sch code", "schoolid", "site id",
    "site code", "site number", "site", "campus", "campus code", "campus id", "campus number", "location code",
    "location", "location number", "building code", "building id", "cds", "cds code", "cdscode", "nces id",
    "nces school id", "ncessch", "loc code", "org id", "cost center", "dbn", "codigo de escuela",
    "codigo escuela", "id escuela", "clave escuela", "clave de escuela", "numero de escuela",
)  # fmt: skip
_SCHOOL_ID_ALONE = (*_SCHOOL_ID, "id", "code", "codigo", "clave")  # where no other thing of a row has a code
_SCHOOL_NAME = (
    "school", "school name", "name", "campus name", "campus", "site name", "site", "location name", "building name",
    "sch name", "schoolname", "escuela", "nombre de escuela", "nombre de la escuela", "nombre", "plantel",
    "location", "school site",
)  # fmt: skip
_AMOUNT = (
    "amount", "total", "budget", "total budget", "allocation", "total allocation", "dollars", "amount $",
    "total amount", "budget amount", "adopted budget", "revenue", "award", "grant amount", "monto", "importe",
    "presupuesto",
    "cantidad en dolares", "monto total", "presupuesto total",
)  # fmt: skip
_SOURCE_ID = (
    "source id", "source", "revenue source", "revenue source id", "fund", "fund code", "fund id", "resource",
    "resource code", "sacs resource", "funding source", "fuente", "fuente de ingresos", "codigo de fuente", "fondo",
    "recurso", "id fuente",
)  # fmt: skip
_LEVEL = (
    "level", "school level", "grade level", "grade", "grade span", "lvl", "nivel", "nivel escolar", "grado",
    "nivel educativo", "instruction level",
)  # fmt: skip
_LOW = (
    "low grade", "grades low", "grade low", "lowest grade", "gslo", "from grade", "grado minimo", "grado inicial",
    "grade from", "min grade", "low grade served",
)  # fmt: skip
_HIGH = (
    "high grade", "grades high", "grade high", "highest grade", "gshi", "to grade", "grado maximo", "grado final",
    "grade to", "max grade", "high grade served",
)  # fmt: skip
_YEAR = (
    "fiscal year", "academic year", "school year", "year", "fy", "sy", "ano fiscal", "ano escolar", "ano academico",
    "ano", "ciclo escolar",
)  # fmt: skip

FIELD_NAMES: dict[ImportKind, dict[str, tuple[str, ...]]] = {
    "schools": {
        "school_id": _SCHOOL_ID_ALONE,
        "name": _SCHOOL_NAME,
        "levels": ("levels", "niveles", *_LEVEL),
        "school_type": ("school type", "type", "soc type", "tipo de escuela", "tipo", "campus type"),
        "grades_low": _LOW,
        "grades_high": _HIGH,
        "opened_on": ("opened on", "open date", "opened", "date opened", "fecha de apertura"),
        "closed_on": ("closed on", "closed date", "close date", "closed", "date closed", "fecha de cierre"),
        "flags": ("flags", "indicators", "indicadores", "marcas"),
    },
    "counts": {
        "school_id": _SCHOOL_ID_ALONE,
        "school_name": _SCHOOL_NAME,
        "level": _LEVEL,
        "need_category": (
            "need category", "need", "category", "student group", "pupil group", "group", "subgroup", "program",
            "categoria", "categoria de necesidad", "necesidad", "grupo", "grupo de estudiantes",
        ),
        "pupil_count": (
            "pupil count", "count", "pupils", "students", "student count", "number of students", "headcount", "n",
            "number", "alumnos", "estudiantes", "numero de alumnos", "numero de estudiantes", "cantidad", "conteo",
        ),
        "basis": ("basis", "count basis", "base de conteo"),
        "counted_on": ("counted on", "count date", "census date", "census day", "fecha de conteo"),
        "grades_low": _LOW,
        "grades_high": _HIGH,
        "fiscal_year": _YEAR,
    },
    "measures": {
        "school_id": _SCHOOL_ID_ALONE,
        "school_name": _SCHOOL_NAME,
        "measure": ("measure", "indicator", "metric", "medida", "indicador", "variable"),
        "value": ("value", "measure value", "valor", "score"),
        "fiscal_year": _YEAR,
    },
    "revenue_sources": {
        "source_id": _SOURCE_ID,
        "name": ("name", "source name", "description", "revenue source name", "title", "nombre", "descripcion",
                 "fund name", "resource name", "program", "fund title", "nombre de la fuente"),
        "funder": ("funder", "origin", "level of government", "government", "grantor", "agency", "funding agency",
                   "federal state local", "financiador", "origen", "gobierno"),
        "restricted": ("restricted", "is restricted", "restriction", "restricted yes no", "restringido", "restringida",
                       "restricted unrestricted"),
        "amount": _AMOUNT,
        "account_code": ("account code", "account", "sacs", "sacs code", "account string", "gl account", "object code",
                         "codigo de cuenta", "cuenta"),
        "fiscal_year": _YEAR,
    },
    "current_budgets": {
        "school_id": _SCHOOL_ID_ALONE,
        "school_name": _SCHOOL_NAME,
        "amount": _AMOUNT,
        "source_id": _SOURCE_ID,
        "fiscal_year": _YEAR,
    },
    "school_grants": {
        "source_id": _SOURCE_ID,
        "school_id": _SCHOOL_ID_ALONE,
        "school_name": _SCHOOL_NAME,
        "amount": _AMOUNT,
        "label": ("label", "description", "purpose", "line", "grant", "grant name", "etiqueta", "concepto",
                  "descripcion", "proposito"),
        "fiscal_year": _YEAR,
    },
    "actual_expenditures": {
        "school_id": _SCHOOL_ID_ALONE,
        "school_name": _SCHOOL_NAME,
        "pupil_count": (
            "pupil count", "pupils", "enrollment", "enrolment", "students", "student count", "membership", "adm", "ada",
            "alumnos", "matricula",
        ),
        "federal_personnel": (
            "federal personnel", "personnel federal", "federal personnel expenditures", "federal salaries",
            "federal salaries and benefits", "federal staff", "personal federal",
        ),
        "federal_other": (
            "federal other", "federal non-personnel", "federal nonpersonnel", "nonpersonnel federal",
            "federal non personnel", "federal nonpersonnel expenditures", "federal otros", "otros federal",
        ),
        "state_local_personnel": (
            "state local personnel", "state and local personnel", "state/local personnel", "personnel state and local",
            "state & local personnel", "state local salaries and benefits", "personal estatal y local",
        ),
        "state_local_other": (
            "state local other", "state and local non-personnel", "state and local nonpersonnel",
            "state/local nonpersonnel", "state/local non-personnel", "state local nonpersonnel",
            "state and local other", "state & local nonpersonnel", "otros estatal y local",
        ),
        "fiscal_year": _YEAR,
    },
    "staff": {
        "employee_id": (
            "employee id", "employee number", "employee no", "emp id", "emp no", "empl id", "emplid", "person id",
            "ein", "staff id", "person", "payroll id", "payroll number", "numero de empleado", "id empleado",
            "empleado",
        ),
        "school_id": (*_SCHOOL_ID, "work site", "work site code", "work location", "worksite", "school", "dept id"),
        "school_name": (*_SCHOOL_NAME, "work site name", "work location name"),
        "job_class": (
            "job class", "job class code", "job code", "job title", "position title", "position", "class code",
            "classification", "job", "title", "job description", "clase de puesto", "puesto", "cargo",
        ),
        "fte": (
            "fte", "full time equivalent", "full time equivalents", "fte total", "position fte", "assignment fte",
            "equivalente a tiempo completo", "etc",
        ),
        "salary": (
            "salary", "annual salary", "base salary", "salaries", "total salary", "gross salary", "actual salary",
            "annual rate", "gross pay", "wages", "base pay", "salario", "sueldo", "salario anual",
        ),
        "benefits": (
            "benefits", "total benefits", "fringe", "fringe benefits", "benefit cost", "employer benefits",
            "statutory benefits", "prestaciones", "beneficios",
        ),
        "longevity": (
            "longevity", "longevity pay", "longevity stipend", "seniority pay", "service stipend", "antiguedad",
        ),
        "funding": (
            "funding", "account", "account code", "account string", "gl account", "budget code", "program code",
            "fuente de fondos", "cuenta", *_SOURCE_ID,
        ),
        "federal": (
            "federal", "federal funds", "federally funded", "funder", "federal flag", "is federal", "federal yes no",
        ),
        "years": (
            "years", "years of service", "service years", "experience", "years of experience", "seniority",
            "total years", "anos de servicio", "antiguedad en anos",
        ),
        "fiscal_year": _YEAR,
    },
}  # fmt: skip

# Groups of names for the same need; a district's own category joins a group when its id or name is one of them.
NEED_NAMES: dict[str, tuple[str, ...]] = {
    "all": (
        "all", "all pupils", "all students", "enrollment", "total enrollment", "total enrolled", "enrolled", "total",
        "total students", "total pupils", "aafte", "ada", "adm", "membership", "projected enrollment", "base",
        "students enrolled", "average daily attendance", "average daily membership", "enrollment aafte",
        "matricula", "matricula total", "inscripcion", "todos", "total alumnos", "total de alumnos", "inscritos",
        "total de estudiantes",
    ),
    "poverty": (
        "poverty", "frpm", "frl", "farm", "free reduced", "free and reduced", "free reduced lunch", "low income", "sed",
        "free reduced meal program", "free reduced price meals", "free and reduced price meals", "ecodis", "eco dis",
        "economically disadvantaged", "socioeconomically disadvantaged", "dup poverty", "duplicated poverty",
        "low income students", "pobreza", "bajos ingresos", "desventaja economica", "enrollment frl",
        "at or below poverty", "comidas gratis o reducidas",
    ),
    "english_learner": (
        "english learner", "english learners", "el", "ell", "els", "ells", "lep", "limited english proficient",
        "emergent bilingual",
        "english language learner", "english language learners", "english learner el", "mll", "multilingual learners",
        "bilingual", "enrollment bilingual", "aprendices de ingles", "aprendiz de ingles", "estudiantes de ingles",
    ),
    "special_education": (
        "special education", "sped", "swd", "students with disabilities", "iep", "special ed", "disability",
        "special education program", "ese", "enrollment special education", "educacion especial", "discapacidad",
        "estudiantes con discapacidades",
    ),
    "gifted": (
        "gifted", "gate", "gt", "tag", "gifted and talented", "gifted program", "advanced learners", "dotados",
        "superdotados", "talentosos",
    ),
    "foster": ("foster", "foster youth", "foster care", "acogida", "crianza temporal", "hogar temporal"),
    "homeless": ("homeless", "mckinney vento", "students in temporary housing", "sin hogar"),
    "migrant": ("migrant", "migrant program", "migrant education", "migrante", "migrantes"),
    "unduplicated": (
        "unduplicated", "upc", "unduplicated pupil count", "calpads unduplicated pupil count upc", "upp",
        "calpads unduplicated pupil count", "conteo sin duplicar", "no duplicados",
    ),
    "direct_certification": ("direct certification", "direct cert", "directly certified", "certificacion directa"),
    "newcomer": ("newcomer", "newcomers", "recent arrivals", "recien llegados"),
    "k3": ("k3", "k 3", "k 3 grade", "grades k 3", "k3 grade"),
    "at_risk": ("at risk", "atrisk", "en riesgo"),
}  # fmt: skip

RATE_WORDS = frozenset(
    {"rate", "pct", "percent", "percentage", "%", "share", "ratio", "tasa", "porcentaje", "per", "avg",
     "average", "change"}
)  # fmt: skip
MONEY_WORDS = frozenset(
    {"budget", "amount", "dollars", "$", "funding", "allocation", "usd", "presupuesto", "monto", "importe", "dolares",
     "fondos", "award", "grant", "revenue"}
)  # fmt: skip
COUNT_WORDS = frozenset(
    {"count", "counts", "pupils", "students", "enrollment", "enrolled", "aafte", "fte", "headcount", "number",
     "alumnos", "estudiantes", "matricula", "n", "num", "cnt", "ada", "adm"}
)  # fmt: skip
TOTAL_WORDS = frozenset({"total", "totals", "sum", "all", "grand", "suma"})
