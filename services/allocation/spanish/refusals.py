"""What allocation refuses, and what the reader can do about it."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "unknown, or given twice": "desconocido, o indicado dos veces",
    "The form has fields that cannot be used.": "El formulario tiene campos que no se pueden usar.",
    "The mapping cannot be used. Each fault is listed with its place.": (
        "La correspondencia no se puede usar. Cada falla se indica con su lugar."
    ),
    "The measure keeps its name": "La medida conserva su nombre",
    "With this name the expression of {measure} is longer than {most} characters.": (
        "Con este nombre la expresión de {measure} tiene más de {most} caracteres."
    ),
    "Choose a shorter name.": "Elija un nombre más corto.",
    "The policy computes no measure {name}.": "La política no calcula ninguna medida {name}.",
    "Choose one of the measures it computes.": "Elija una de las medidas que calcula.",
    "This cannot be a name in formulas.": "Esto no puede ser un nombre en las fórmulas.",
    "Use letters without accents, digits and _, at most 64, and begin with a letter.": (
        "Use letras sin acento, cifras y _, 64 como máximo, y comience con una letra."
    ),
    "{name} is a word of the language.": "{name} es una palabra del lenguaje.",
    "Choose another name, such as {name}_of_school.": "Elija otro nombre, por ejemplo {name}_of_school.",
    "Another measure is called {name}.": "Otra medida se llama {name}.",
    "Choose a name that no measure has.": "Elija un nombre que ninguna medida tenga.",
    "Title I needs more data": "Título I necesita más datos",
    "This Title I allocation is not legal": "Esta asignación de Título I no es legal",
    "Correct the steps listed and try again; nothing was taken over.": (
        "Corrija los pasos indicados e inténtelo de nuevo; no se trasladó nada."
    ),
    "Which revenue source is Title I?": "¿Qué fuente de ingresos es Título I?",
    "Choose the revenue source that is Title I, Part A in the settings of the year, save them and try again.": (
        "Elija en los ajustes del año la fuente de ingresos que es Título I, Parte A, guárdelos e inténtelo de nuevo."
    ),
    "no revenue source is known as Title I": "no se sabe qué fuente de ingresos es Título I",
    "The revenue source is smaller than the allocation": "La fuente de ingresos es menor que la asignación",
    (
        "The amounts exceed revenue source {source} by {over}. Import the source with this year's amount, or lower "
        "the allocation typed in the settings."
    ): (
        "Los importes superan la fuente de ingresos {source} en {over}. Importe la fuente con el importe de "
        "este año, o baje la asignación escrita en los ajustes."
    ),
    "exceeds the source by {over}": "supera la fuente en {over}",
    "No staff is imported": "No hay personal importado",
    "Fiscal year {year} has no staff yet. Import a payroll extract as staff first.": (
        "El año fiscal {year} aún no tiene personal. Importe primero un extracto de nómina como personal."
    ),
    "no staff of fiscal year {year}": "falta el personal del año fiscal {year}",
    "No staffing rule takes an average": "Ninguna regla de personal usa un promedio",
    (
        "No staffing rule of the scenario has one of the job classes of the staff data and another salary than its "
        "average. Job classes there are: none with enough people."
    ): (
        "Ninguna regla de personal del escenario tiene una de las clases de puesto de los datos de personal con "
        "un salario distinto de su promedio. Ninguna clase de puesto tiene suficientes personas."
    ),
    (
        "No staffing rule of the scenario has one of the job classes of the staff data and another salary than its "
        "average. Job classes there are: {classes}."
    ): (
        "Ninguna regla de personal del escenario tiene una de las clases de puesto de los datos de personal con "
        "un salario distinto de su promedio. Clases de puesto que hay: {classes}."
    ),
    "nothing would change": "no cambiaría nada",
    "Job not found": "No se encontró el trabajo",
    "There is no job {job}. Results are kept for 30 days; look at the list of jobs, or start it again.": (
        "No existe el trabajo {job}. Los resultados se guardan 30 días; mire la lista de trabajos, o inícielo otra vez."
    ),
    "The job has no file": "El trabajo no tiene archivo",
    "Job {job} is {state:said} and has no file: wait until it has succeeded.": (
        "El trabajo {job} está {state} y no tiene archivo: espere a que termine bien."
    ),
    "Job {job} is {state:said} and has no file: jobs of this kind may make none.": (
        "El trabajo {job} está {state} y no tiene archivo: puede que los trabajos de este tipo no hagan ninguno."
    ),
    "Job {job} is {state:said}; there is nothing left to stop.": (
        "El trabajo {job} está {state}; ya no hay nada que detener."
    ),
    "queued": "en espera",
    "running": "en marcha",
    "succeeded": "terminado",
    "failed": "terminado con fallo",
    "cancelled": "cancelado",
    "The job has ended already": "El trabajo ya terminó",
    "Too many jobs are waiting": "Hay demasiados trabajos en espera",
    "{most} jobs of your district wait or run already. Wait for one to end, or stop one that is not needed.": (
        "Ya hay {most} trabajos de su distrito en espera o en marcha. Espere a que termine uno, o detenga uno que no "
        "haga falta."
    ),
    "The work could not be finished": "El trabajo no se pudo terminar",
    (
        "The job {kind} was tried {tries} times and did not get to its end: {reason}. Nothing was changed. Try it "
        "with less at once; if it happens again, give the job's id to support."
    ): (
        "El trabajo {kind} se intentó {tries} veces y no llegó al final: {reason}. No se cambió nada. Inténtelo "
        "con menos a la vez; si vuelve a pasar, dé el código del trabajo al soporte."
    ),
    "the worker that did it was killed, or ran out of memory": (
        "el proceso que lo hacía se detuvo, o se quedó sin memoria"
    ),
    "The work took too long": "El trabajo tardó demasiado",
    "The job {kind} was stopped after {seconds} s. Nothing was changed. Ask for less at once.": (
        "El trabajo {kind} se detuvo después de {seconds} s. No se cambió nada. Pida menos a la vez."
    ),
    "No worker knows this kind of job": "Ningún proceso conoce este tipo de trabajo",
    "The workers do not know jobs of kind {kind}. Restart them with this release.": (
        "Los procesos no conocen trabajos del tipo {kind}. Reinícielos con esta versión."
    ),
    "Formula not found": "No se encontró la fórmula",
    "The library has no formula {formula}. Look at the list of formulas.": (
        "La biblioteca no tiene la fórmula {formula}. Mire la lista de fórmulas."
    ),
    "Invitation not found": "No se encontró la invitación",
    "No invitation belongs to this address. Check that the link is whole, or ask for a new one.": (
        "Ninguna invitación corresponde a esta dirección. Compruebe que el enlace esté completo, o pida uno nuevo."
    ),
    "Proposal not found": "No se encontró la propuesta",
    "The invitation has no proposal {proposal}. Look at the list of proposals.": (
        "La invitación no tiene la propuesta {proposal}. Mire la lista de propuestas."
    ),
    "Proposals are not taken now": "Ahora no se reciben propuestas",
    (
        "Proposals are taken from {opens} to {closes}, unless the district ends it before. Come back then, or write "
        "to the district."
    ): (
        "Las propuestas se reciben del {opens} al {closes}, salvo que el distrito lo cierre antes. Vuelva "
        "entonces, o escriba al distrito."
    ),
    "The sliders can no longer change": "Los controles ya no pueden cambiar",
    (
        "Proposals were sent already, so settings, bounds and steps stay as they are. Change texts and dates only, or "
        "make another invitation."
    ): (
        "Ya se enviaron propuestas, así que los ajustes, límites y pasos se quedan como están. Cambie solo "
        "textos y fechas, o haga otra invitación."
    ),
    "Too many proposals at once": "Demasiadas propuestas a la vez",
    "More proposals arrive than can be taken right now. Wait {seconds} seconds and send yours again.": (
        "Llegan más propuestas de las que se pueden recibir ahora. Espere {seconds} segundos y envíe la suya otra vez."
    ),
    "The invitation or the proposal has faults": "La invitación o la propuesta tiene fallas",
    "{count} faults. Each is listed with its place.": "{count} fallas. Cada una se indica con su lugar.",
    "This looks like an automatic form filler": "Esto parece un programa que rellena formularios",
    "The field `website` must stay empty; only programs fill it in. Send the proposal without it.": (
        "El campo `website` debe quedar vacío; solo lo rellenan los programas. Envíe la propuesta sin él."
    ),
    "people do not see this field": "las personas no ven este campo",
    "School not in the data": "La escuela no está en los datos",
    "The data have no school {school}. Choose one from the list of schools.": (
        "Los datos no tienen la escuela {school}. Elija una de la lista de escuelas."
    ),
    "Version of the counts not found": "No se encontró la versión de los conteos",
    "There is no import of counts {version}. Look at the list of count versions.": (
        "No existe la importación de conteos {version}. Mire la lista de versiones de los conteos."
    ),
    "Policy template not found": "No se encontró la plantilla de política",
    "There is no policy template {template}. Look at the list of templates.": (
        "No existe la plantilla de política {template}. Mire la lista de plantillas."
    ),
    "Version of the scenario not found": "No se encontró la versión del escenario",
    "Scenario {scenario} has no version {version}. Look at the list of its versions.": (
        "El escenario {scenario} no tiene la versión {version}. Mire la lista de sus versiones."
    ),
    "Scenario not found": "No se encontró el escenario",
    "There is no scenario {scenario}. It may have been deleted; look at the list of scenarios.": (
        "No existe el escenario {scenario}. Puede que se haya eliminado; mire la lista de escenarios."
    ),
    "Import not found": "No se encontró la importación",
    "There is no import {import_id}. Look at the list of imports.": (
        "No existe la importación {import_id}. Mire la lista de importaciones."
    ),
    "Column mapping not found": "No se encontró la correspondencia de columnas",
    "No column mapping is saved as {name}. Look at the list of mappings.": (
        "Ninguna correspondencia de columnas está guardada como {name}. Mire la lista de correspondencias."
    ),
    "Published allocation not found": "No se encontró la asignación publicada",
    "There is no published allocation {run}. Look at the list of allocation runs.": (
        "No existe la asignación publicada {run}. Mire la lista de asignaciones publicadas."
    ),
    "School not in this allocation": "La escuela no está en esta asignación",
    "Allocation {run} has no school {school}. Check the school's id.": (
        "La asignación {run} no tiene la escuela {school}. Revise el código de la escuela."
    ),
    "There is no such amount": "No existe ese importe",
    "Choose a school, source and component of the result.": (
        "Elija una escuela, una fuente y un componente del resultado."
    ),
    "Data is missing": "Faltan datos",
    "Fiscal year {year} has no {kinds:said} yet. Import them first.": (
        "El año fiscal {year} aún no tiene {kinds}. Impórtelos primero."
    ),
    "no {kind:said} of fiscal year {year}": "faltan datos del año fiscal {year}: {kind}",
    "{first:said} and no {others:said}": "{first} ni {others}",
    "schools": "escuelas",
    "counts": "conteos",
    "measures": "medidas",
    "revenue sources": "fuentes de ingresos",
    "revenue_sources": "fuentes de ingresos",
    "current budgets": "presupuestos actuales",
    "current_budgets": "presupuestos actuales",
    "school_grants": "importes asignados a escuelas",
    "staff": "personal",
    "actual_expenditures": "gastos reales",
    "The scenario names data that is not there": "El escenario nombra datos que no existen",
    "Fiscal year {year} has no {versions:said}. Choose versions from the list of imports.": (
        "El año fiscal {year} no tiene {versions}. Elija versiones de la lista de importaciones."
    ),
    "{kind:said} version {version}": "{kind}, versión {version}",
    "{first:said}, {others:said}": "{first}, {others}",
    "The imported data does not fit together": "Los datos importados no concuerdan entre sí",
    "{count} faults in the imported data. Correct the files named and import them again.": (
        "{count} fallas en los datos importados. Corrija los archivos indicados e impórtelos otra vez."
    ),
    "The policy has faults": "La política tiene fallas",
    "{count} faults in the policy. Each is listed with its place.": (
        "{count} fallas en la política. Cada una se indica con su lugar."
    ),
    "The money does not suffice for this policy": "El dinero no alcanza para esta política",
    "The policy is for another fiscal year": "La política es para otro año fiscal",
    "the policy is for fiscal year {policy}, the scenario for {scenario}": (
        "la política es para el año fiscal {policy}; el escenario, para {scenario}"
    ),
    "Set the policy's fiscal_year to {year}.": "Ponga {year} como año fiscal de la política.",
    "Send a policy or copy_of, not both": "Envíe una política o copy_of, no ambos",
    "A new scenario begins with a policy or as a copy of another scenario. Leave one of the two out.": (
        "Un escenario nuevo empieza con una política o como copia de otro escenario. Quite uno de los dos."
    ),
    "stands beside policy": "está junto a policy",
    "The result is not the one you reviewed": "El resultado no es el que usted revisó",
    "Policy or data changed since the result was calculated. Calculate again, review it and publish that.": (
        "La política o los datos cambiaron desde que se calculó el resultado. Calcule otra vez, revíselo y publique "
        "ese."
    ),
    "Made by an earlier engine": "Hecha con un motor de cálculo anterior",
    (
        "Allocation {run} was made by engine {version} and its arithmetic is not the present one's. Its figures stand "
        "as published; use that engine to explain them."
    ): (
        "La asignación {run} se hizo con el motor {version} y su aritmética no es la actual. Sus cifras siguen "
        "como se publicaron; use ese motor para explicarlas."
    ),
    "The mapping is for another kind of data": "La correspondencia es para otro tipo de datos",
    "Choose another mapping, or leave it out to have one proposed.": (
        "Elija otra correspondencia, o quítela para que se proponga una."
    ),
    "The file cannot be read": "El archivo no se puede leer",
    "The file has errors": "El archivo tiene errores",
    (
        "{count} errors; nothing was stored. The first {listed} are listed. Correct the file, or send "
        "faulty_rows=leave_out."
    ): (
        "{count} errores; no se guardó nada. Se muestran los primeros {listed}. Corrija el archivo, o deje "
        "fuera las filas con errores (faulty_rows=leave_out)."
    ),
    "{count} errors; nothing was stored. Correct the file, or send faulty_rows=leave_out.": (
        "{count} errores; no se guardó nada. Corrija el archivo, o deje fuera las filas con errores "
        "(faulty_rows=leave_out)."
    ),
    "Send an Idempotency-Key": "Envíe un Idempotency-Key",
    "Storing an import needs an Idempotency-Key header; a dry run (validate_only=true) does not.": (
        "Guardar una importación necesita un encabezado Idempotency-Key; un ensayo (validate_only=true), no."
    ),
    "needed to store": "hace falta para guardar",
    "This need is not counted": "Esta necesidad no se cuenta",
    "{need} is not counted; counted are none": "{need} no se cuenta; no se cuenta ninguna",
    "{need} is not counted; counted are {known}": "{need} no se cuenta; se cuentan {known}",
    "Choose one of these, or leave it out.": "Elija una de estas, o quítela.",
    "There is nothing to measure": "No hay nada que medir",
    "No school has pupils in these data. Import the year's counts, then measure again.": (
        "Ninguna escuela tiene estudiantes en estos datos. Importe los conteos del año y mida otra vez."
    ),
    "These scenarios are for different years": "Estos escenarios son de años distintos",
    "They are for fiscal years {years}. Compare scenarios of one year.": (
        "Son de los años fiscales {years}. Compare escenarios de un mismo año."
    ),
    "Comment not found": "No se encontró el comentario",
    "There is no comment {comment} on this scenario. Load the comments again.": (
        "No existe el comentario {comment} en este escenario. Cargue los comentarios otra vez."
    ),
    "Answer the thread, not the reply": "Responda al hilo, no a la respuesta",
    "{comment} is a reply itself. Answer the first comment of its thread.": (
        "{comment} es ya una respuesta. Responda al primer comentario de su hilo."
    ),
    "Only a thread can be resolved": "Solo se puede resolver un hilo",
    "{comment} is a reply. Resolve the first comment of its thread.": (
        "{comment} es una respuesta. Resuelva el primer comentario de su hilo."
    ),
    "Not possible in this state of the review": "No es posible en este estado de la revisión",
    "A scenario that is {state:said} cannot be {step:said}.": "Un escenario {state} no se puede {step}.",
    "submitted for review": "enviar a revisión",
    "withdrawn": "retirar",
    "sent back": "devolver",
    "approved": "aprobar",
    "marked as approved by the board": "marcar como aprobado por la junta",
    "a draft": "en borrador",
    "in review": "en revisión",
    "approved and waiting for the board": "aprobado y a la espera de la junta",
    "approved by the board": "aprobado por la junta",
    "published": "publicado",
    "replaced by a later publication": "sustituido por una publicación posterior",
    "To change it, withdraw it or save a new version first.": (
        "Para cambiarlo, retírelo o guarde antes una versión nueva."
    ),
    "Somebody submits it for review first.": "Antes alguien lo envía a revisión.",
    "The budget director or the superintendent approves it for publication first.": (
        "Antes lo aprueba para publicación la dirección de presupuesto o la superintendencia."
    ),
    "Load the page again to see where it stands.": "Cargue la página otra vez para ver en qué punto está.",
    "Say why": "Diga por qué",
    "say what should change before it comes back": "diga qué debe cambiar antes de que vuelva",
    "Sending back needs a reason: say what should change before it comes back.": (
        "Para devolverlo hace falta un motivo: diga qué debe cambiar antes de que vuelva."
    ),
    "It changed while you were looking": "Cambió mientras usted lo miraba",
    (
        "The scenario or its data changed since the page was loaded. Load it again, look at the new figures, and then "
        "decide."
    ): (
        "El escenario o sus datos cambiaron desde que se cargó la página. Cárguela otra vez, mire las cifras "
        "nuevas y decida entonces."
    ),
    "Publishing needs an approval first": "Antes de publicar hace falta una aprobación",
    (
        "Your district publishes only with the board's approval of exactly these figures. Submit the scenario for "
        "review, and publish it once that is recorded."
    ): (
        "Su distrito solo publica con la aprobación de la junta de exactamente estas cifras. Envíe el escenario "
        "a revisión, y publíquelo cuando conste."
    ),
    (
        "Your district publishes only with an approval of exactly these figures. Submit the scenario for review, and "
        "publish it once that is recorded."
    ): (
        "Su distrito solo publica con una aprobación de exactamente estas cifras. Envíe el escenario a "
        "revisión, y publíquelo cuando conste."
    ),
    "There is no such public page": "No existe esa página pública",
    (
        "This address shows no allocation: the district has not made it public, or has taken it back. Ask the "
        "district's budget office for the address of the present one."
    ): (
        "Esta dirección no muestra ninguna asignación: el distrito no la ha hecho pública, o la ha retirado. "
        "Pida a la oficina de presupuesto del distrito la dirección de la actual."
    ),
    "Too few years of counts": "Muy pocos años de conteos",
    (
        "A forecast for the count after {year} needs the counts of {least} years in a row; those of {missing} are not "
        "there. Import them as counts of their own fiscal year."
    ): (
        "Un pronóstico del conteo posterior a {year} necesita los conteos de {least} años seguidos; faltan los "
        "de {missing}. Impórtelos como conteos de su propio año fiscal."
    ),
    "The question has faults": "La pregunta tiene fallas",
    "{count} faults in the goals, the settings that may move or the policy. Each is listed with its place.": (
        "{count} fallas en las metas, en los ajustes que pueden moverse o en la política. Cada una se indica con su "
        "lugar."
    ),
    "These settings cannot vary so": "Estos ajustes no pueden variar así",
    "Your role may not read scenarios. Leave out scenario_id to see the counts themselves.": (
        "Su función no puede leer escenarios. Quite scenario_id para ver los conteos mismos."
    ),
    "Some expected pupils cannot be used": "Algunos estudiantes previstos no se pueden usar",
    "Correct what is listed and try again; nothing was calculated.": (
        "Corrija lo indicado e inténtelo de nuevo; no se calculó nada."
    ),
}
