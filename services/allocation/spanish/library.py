"""What the library says about the formulas of other districts: what they do, what came later, what is left out."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    # What a formula does.
    (
        "Every grade has its own weight, highest for the youngest, and special education adds between 1.0 and 6.7 "
        "times the base, by disability."
    ): (
        "Cada grado tiene su propia ponderación, mayor para los más pequeños, y la educación especial añade entre 1.0 "
        "y 6.7 veces la base, según la discapacidad."
    ),
    (
        "A base per pupil by grade span, 20% more for every pupil who is low-income, learning English or in foster "
        "care, and 65% more for each such pupil above 55% of the school."
    ): (
        "Una base por estudiante según el tramo de grados, 20% más por cada estudiante de bajos ingresos, que aprende "
        "inglés o está en acogida familiar, y 65% más por cada uno de ellos por encima del 55% de la escuela."
    ),
    "One base per pupil, 7% more in K-3 and 24% more in high school. Need is paid for outside this formula.": (
        "Una sola base por estudiante, 7% más en K-3 y 24% más en la preparatoria. Las necesidades se pagan fuera de "
        "esta fórmula."
    ),
    (
        "Every school gets the same core of staff whatever its size, teachers by class size, and dollars for its "
        "pupils in need. The school does not pay for the salaries of its people."
    ): (
        "Cada escuela recibe el mismo núcleo de personal, sea cual sea su tamaño, maestros según el tamaño de las "
        "clases y dólares para sus estudiantes con necesidades. La escuela no paga los salarios de su personal."
    ),
    (
        "One district for the whole state. Every school has a fixed amount by its kind, a base for each pupil and more "
        "for pupils in poverty and English learners; schools that span levels get a larger fixed amount."
    ): (
        "Un solo distrito para todo el estado. Cada escuela tiene una cantidad fija según su tipo, una base por "
        "estudiante y más por los estudiantes en pobreza y los que aprenden inglés; las escuelas que abarcan varios "
        "niveles reciben una cantidad fija mayor."
    ),
    (
        "An amount for each pupil by level, additions for poverty, gifted pupils, English learners and homeless "
        "pupils, and a subsidy for small schools that shrinks with every pupil."
    ): (
        "Una cantidad por estudiante según el nivel, suplementos por pobreza, estudiantes superdotados, estudiantes "
        "que aprenden inglés y estudiantes sin hogar, y un subsidio para escuelas pequeñas que disminuye con cada "
        "estudiante."
    ),
    (
        "A base cost weighted by level; pupils at risk bring 47 to 57% more, rising with their share of the school; "
        "English learners 50% more; special education is paid for as a fixed share of all pupils."
    ): (
        "Un costo base ponderado por nivel; los estudiantes en riesgo aportan de 47 a 57% más, que sube con su "
        "proporción en la escuela; los que aprenden inglés, 50% más; la educación especial se paga como una proporción "
        "fija de todos los estudiantes."
    ),
    (
        "A school keeps what it had, and the change in its registers moves it at its own percent of the formula: the "
        "part of the formula that its old budget paid for, at most 100%."
    ): (
        "Una escuela conserva lo que tenía, y el cambio de su matrícula lo mueve según su propio porcentaje de la "
        "fórmula: la parte de la fórmula que pagaba su presupuesto anterior, 100% como máximo."
    ),
    (
        "Every school begins with a foundation of $225,000. Each pupil brings an amount by grade, and more for "
        "poverty, for low achievement and for learning English."
    ): (
        "Cada escuela empieza con una cantidad fija de $225,000. Cada estudiante aporta una cantidad según su grado, y "
        "más por pobreza, por bajo rendimiento y por aprender inglés."
    ),
    (
        "The worked example of the guidebook: dollars per pupil by level and need, as a district found them by "
        "dividing its revenue among its pupils."
    ): (
        "El ejemplo resuelto de la guía: dólares por estudiante según nivel y necesidad, tal como los halló un "
        "distrito al dividir sus ingresos entre sus estudiantes."
    ),
    (
        "A base per pupil, 30% more in K-3, and weights for poverty, English learners, special education and for "
        "schools where more than 55% of the pupils are in need."
    ): (
        "Una base por estudiante, 30% más en K-3, y ponderaciones por pobreza, por aprender inglés, por educación "
        "especial y para las escuelas donde más del 55% de los estudiantes tienen necesidades."
    ),
    # What came later.
    "The base was $3,922.69 in FY2015.": "La base fue de $3,922.69 en el año fiscal 2015.",
    "Raised year by year; replaced in FY2025.": "Aumentó año tras año; se reemplazó en el año fiscal 2025.",
    "Replaced in FY2025 by staffing minimums plus need-based dollars.": (
        "Se reemplazó en el año fiscal 2025 por mínimos de personal más dólares según las necesidades."
    ),
    (
        "Every school begins with a foundation. Each pupil brings an amount by grade, and more for poverty, for low "
        "achievement, for learning English and for living in temporary housing; schools where need is concentrated "
        "receive more."
    ): (
        "Cada escuela empieza con una cantidad fija. Cada estudiante aporta una cantidad según su grado, y más por "
        "pobreza, por bajo rendimiento, por aprender inglés y por vivir en una vivienda temporal; las escuelas donde "
        "se concentra la necesidad reciben más."
    ),
    (
        "A concentration weight and a weight of 0.12 for pupils in temporary housing were added later: see the formula "
        "of 2024. Losses are held harmless after the count of October 31."
    ): (
        "Más tarde se añadieron una ponderación por concentración y otra de 0.12 para estudiantes en vivienda "
        "temporal: vea la fórmula de 2024. Después del conteo del 31 de octubre se protege a las escuelas contra "
        "pérdidas."
    ),
    "Replaced in 2024-25 by foundational staffing plus funds for focal groups.": (
        "Se reemplazó en 2024-25 por una plantilla básica de personal más fondos para grupos prioritarios."
    ),
    # What is left out or assumed.
    ("Your pupils in special education count as low severity until you divide them among Boston's six groups."): (
        "Sus estudiantes de educación especial cuentan como de severidad baja hasta que usted los divida entre los "
        "seis grupos de Boston."
    ),
    (
        "The foundation for essential staff and the 'soft landing' for schools that lose pupils are left out: their "
        "amounts are not on the sheets this was read from."
    ): (
        "Se omiten la cantidad fija para el personal esencial y el «aterrizaje suave» para las escuelas que pierden "
        "estudiantes: sus montos no están en las hojas de las que se tomó esto."
    ),
    "Weights for English learners and poverty are not on these sheets.": (
        "Las ponderaciones por aprender inglés y por pobreza no están en estas hojas."
    ),
    (
        "The state pays districts; here every school counts as a district of its own, with its own share of pupils in "
        "need."
    ): (
        "El estado paga a los distritos; aquí cada escuela cuenta como un distrito propio, con su propia proporción de "
        "estudiantes con necesidades."
    ),
    ("The state counts average daily attendance, the highest of three figures; here your pupil counts stand for it."): (
        "El estado cuenta la asistencia diaria promedio, la mayor de tres cifras; aquí la representan sus conteos de "
        "estudiantes."
    ),
    "The add-ons for transportation, transitional kindergarten and targeted instruction are left out.": (
        "Se omiten los suplementos por transporte, kínder de transición e instrucción focalizada."
    ),
    (
        "Chicago counts on the 20th school day and pays less for time outside the general class: here every pupil "
        "counts in full."
    ): (
        "Chicago cuenta el día 20 de clases y paga menos por el tiempo fuera de la clase general: aquí cada estudiante "
        "cuenta entero."
    ),
    (
        "Chicago's page says which kinds of position every school receives, not how many dollars they stand for: the "
        "position costs, the need-based dollars and the number of holistic teachers are assumptions. Change them in "
        "the saved scenario."
    ): (
        "La página de Chicago dice qué tipos de puestos recibe cada escuela, no cuántos dólares representan: el costo "
        "de los puestos, los dólares según las necesidades y el número de maestros de materias complementarias son "
        "supuestos. Cámbielos en el escenario guardado."
    ),
    "Class sizes are those Chicago printed for FY2013.": (
        "Los tamaños de las clases son los que Chicago publicó para el año fiscal 2013."
    ),
    "The Opportunity Index (12 indicators) is replaced by the share of pupils in poverty.": (
        "El índice de oportunidades (12 indicadores) se reemplaza por la proporción de estudiantes en pobreza."
    ),
    "The fixed amounts are those adopted for 2011-12; some were raised later.": (
        "Las cantidades fijas son las adoptadas para 2011-12; algunas se aumentaron después."
    ),
    (
        "The weights of 0.10 for poverty and for English learners are assumptions: the documents in reach print the "
        "base only."
    ): (
        "Las ponderaciones de 0.10 por pobreza y por aprender inglés son supuestos: los documentos disponibles solo "
        "publican la base."
    ),
    (
        "Hawaii weighs its levels differently; by how much stands in no document in reach, so every level is assumed "
        "to weigh 1."
    ): (
        "Hawái pondera sus niveles de manera distinta; en cuánto no consta en ningún documento disponible, así que se "
        "supone que cada nivel pesa 1."
    ),
    (
        "The foundation of other years, the cost of a principal and a clerk, stands in no line of the 2022-23 sheets "
        "and is left out."
    ): (
        "La cantidad fija de otros años, el costo de un director y un secretario, no figura en ninguna línea de las "
        "hojas de 2022-23 y se omite."
    ),
    (
        "Published for this year in the documents in reach: the grade weights 1.08 (6-8) and 1.03 (9-12), the 0.12 for "
        "temporary housing, and that need brings more where it is concentrated."
    ): (
        "De este año constan en los documentos disponibles: las ponderaciones por grado 1.08 (6-8) y 1.03 (9-12), el "
        "0.12 por vivienda temporal y que la necesidad aporta más donde se concentra."
    ),
    (
        "The base and the foundation are those of FY2019 and the weights for poverty, achievement and language those "
        "of that year: this is assumed, as is where concentration begins and what it brings. Change them in the saved "
        "scenario."
    ): (
        "La base, la cantidad fija y las ponderaciones por pobreza, rendimiento e idioma son las de FY2019: es un "
        "supuesto, igual que dónde empieza la concentración y cuánto aporta. Cámbielas en el escenario guardado."
    ),
    (
        "New York counts once more on October 31 and holds losses harmless: see recounts and hold harmless in the "
        "studio."
    ): (
        "Nueva York vuelve a contar el 31 de octubre y protege contra pérdidas: vea los reconteos y la protección en "
        "el estudio."
    ),
    "Gifted pupils, transiency, neighbor islands and multi-track schools are left out.": (
        "Se omiten los estudiantes superdotados, los cambios frecuentes de escuela, las islas vecinas y las escuelas "
        "de calendario escalonado."
    ),
    "After the first recount, which moves both ways, the later two only add: see recounts in the studio.": (
        "Después del primer recuento, que sube o baja, los dos siguientes solo añaden: vea los recuentos en el estudio."
    ),
    "Houston counts average daily attendance; here your pupil counts stand for it.": (
        "Houston cuenta la asistencia diaria promedio; aquí la representan sus conteos de estudiantes."
    ),
    "Pupils at risk count only where your district counts such a group.": (
        "Los estudiantes en riesgo solo cuentan donde su distrito cuenta ese grupo."
    ),
    "For a school that spans levels the small-school threshold is the average by its pupils.": (
        "Para una escuela que abarca varios niveles, el umbral de escuela pequeña es el promedio según sus estudiantes."
    ),
    "The state rounds to whole pupils and dollars at each step; here nothing is rounded on the way.": (
        "El estado redondea a estudiantes y dólares enteros en cada paso; aquí nada se redondea por el camino."
    ),
    "Every school counts as a district of its own.": "Cada escuela cuenta como un distrito propio.",
    "The geographic cost adjustment is 1; change it in the saved scenario.": (
        "El ajuste geográfico de costos es 1; cámbielo en el escenario guardado."
    ),
    "English learners in poverty count as English learners only, until you divide them.": (
        "Los estudiantes en pobreza que aprenden inglés cuentan solo por aprender inglés, hasta que usted los divida."
    ),
    "What the district must raise itself is left out: this is the cost side of the law.": (
        "Se omite lo que el distrito debe recaudar por sí mismo: este es el lado de los costos de la ley."
    ),
    (
        "Last year's formula is this year's per pupil times last year's pupils: the mix of grades is taken as "
        "unchanged."
    ): (
        "La fórmula del año pasado es la de este año por estudiante, por los estudiantes del año pasado: se supone que "
        "la mezcla de grados no cambió."
    ),
    "The grade weights 1.08 (6-8) and 1.03 (9-12) are those of later years.": (
        "Las ponderaciones por grado 1.08 (6-8) y 1.03 (9-12) son de años posteriores."
    ),
    "Only the grade weights count towards the formula here.": (
        "Aquí solo las ponderaciones por grado cuentan para la fórmula."
    ),
    (
        "New York pays for poverty only in schools that begin before grade 4; here every school's pupils in poverty "
        "count."
    ): (
        "Nueva York paga por pobreza solo en escuelas que empiezan antes del grado 4; aquí cuentan los estudiantes en "
        "pobreza de todas las escuelas."
    ),
    "Achievement and graduation groups count only where your district counts such groups.": (
        "Los grupos por rendimiento y graduación solo cuentan donde su distrito cuenta esos grupos."
    ),
    ("Schools received a share of the formula, not all of it; see the formula with each school's own percent."): (
        "Las escuelas recibieron una parte de la fórmula, no toda; vea la fórmula con el porcentaje propio de cada "
        "escuela."
    ),
    "Special education weights are not in the page this was read from.": (
        "Las ponderaciones de educación especial no están en la página de la que se tomó esto."
    ),
    "The rates came from one district's revenue of that year.": (
        "Las tarifas salieron de los ingresos de un distrito en ese año."
    ),
    ("San Francisco counts a pupil once for each marker of poverty (duplicated): here your count stands as it is."): (
        "San Francisco cuenta a un estudiante una vez por cada indicador de pobreza (duplicado): aquí su conteo queda "
        "como está."
    ),
    (
        "The supplement that brings a school to minimum staffing ('floor plan') and dampens the change between years "
        "cannot be derived from counts and is left out."
    ): (
        "El suplemento que lleva a una escuela al personal mínimo («floor plan») y amortigua el cambio entre años no "
        "se puede derivar de los conteos y se omite."
    ),
    "Restricted lines (Title I, TK, arts) are left out.": (
        "Se omiten las partidas restringidas (Título I, kínder de transición, artes)."
    ),
    # What its groups and measures mean.
    "Where you have none, this year's pupils stand for them: then nothing moves.": (
        "Donde no los tenga, los representan los estudiantes de este año: entonces nada se mueve."
    ),
    "Paid 0.40 of the base in grades 4-5 and 9-12, 0.50 in grades 6-8.": (
        "Se paga 0.40 de la base en los grados 4-5 y 9-12, y 0.50 en los grados 6-8."
    ),
    "Paid 0.25 of the base in grades 4-5 and 9-12, 0.35 in grades 6-8.": (
        "Se paga 0.25 de la base en los grados 4-5 y 9-12, y 0.35 en los grados 6-8."
    ),
    # Published examples.
    "80 pupils in K0-K1": "80 estudiantes en K0-K1",
    "44 pupils with autism": "44 estudiantes con autismo",
    "Attendance of 1,000, 800, 500 and 900 pupils, 70% in need": (
        "Asistencia de 1,000, 800, 500 y 900 estudiantes, 70% con necesidades"
    ),
    "One pupil of each grade span": "Un estudiante de cada tramo de grados",
    "462 pupils in K-5 paid for in full, and one more": "462 estudiantes de K-5 pagados por completo, y uno más",
    "1,904,616.09 for 462 pupils, 4,122.55 for each, and 225,000": (
        "1,904,616.09 por 462 estudiantes, 4,122.55 por cada uno, y 225,000"
    ),
    "A K-8 school with 300 and 150 pupils": "Una escuela K-8 con 300 y 150 estudiantes",
    "403,000 and 4,129.53 a pupil": "403,000 y 4,129.53 por estudiante",
    "An elementary school of 400 pupils": "Una escuela primaria de 400 estudiantes",
    "A high school of 300 pupils: the subsidy is capped at 15% of the base": (
        "Una preparatoria de 300 estudiantes: el subsidio se limita al 15% de la base"
    ),
    "15% of the base": "15% de la base",
    "1,000 elementary pupils, 700 of them at risk: the weight is at its highest": (
        "1,000 estudiantes de primaria, 700 de ellos en riesgo: la ponderación está en su máximo"
    ),
    "Q243: 53 pupils of grades 9-12 well below standards and 128 below": (
        "Q243: 53 estudiantes de los grados 9-12 muy por debajo de los estándares y 128 por debajo"
    ),
    "1,750,092; 86,576 and 130,647": "1,750,092; 86,576 y 130,647",
    "An elementary school with 500 pupils: 300 in poverty, 120 English learners, 60 in special education": (
        "Una escuela primaria con 500 estudiantes: 300 en pobreza, 120 que aprenden inglés, 60 en educación especial"
    ),
    "1,000 pupils: 400 in K-3, 600 markers of poverty, 100 English learners": (
        "1,000 estudiantes: 400 en K-3, 600 indicadores de pobreza, 100 que aprenden inglés"
    ),
    "5,175; 1,552; 1,035 and 517 a pupil": "5,175; 1,552; 1,035 y 517 por estudiante",
}
