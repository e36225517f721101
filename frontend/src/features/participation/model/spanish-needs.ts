/**
 * Names of need categories that most districts use. A district names its categories once, in its own words; where these
 * are common ones, their Spanish need not be typed again for every invitation.
 */
const SPANISH: ReadonlyMap<string, string> = new Map([
  ['all pupils', 'Todo el alumnado'],
  ['poverty', 'Pobreza'],
  ['pupils in poverty', 'Estudiantes en pobreza'],
  ['low income', 'Bajos ingresos'],
  ['low-income pupils', 'Estudiantes de bajos ingresos'],
  ['economically disadvantaged', 'En desventaja económica'],
  ['english learner', 'Estudiantes que aprenden inglés'],
  ['english learners', 'Estudiantes que aprenden inglés'],
  ['special education', 'Educación especial'],
  ['pupils with disabilities', 'Estudiantes con discapacidades'],
  ['students with disabilities', 'Estudiantes con discapacidades'],
  ['foster youth', 'Jóvenes en acogida familiar'],
  ['homeless', 'Sin hogar'],
  ['pupils without a home', 'Estudiantes sin hogar'],
  ['newcomers', 'Recién llegados'],
  ['newcomers to the country', 'Recién llegados al país'],
  ['children of migrant workers', 'Hijos de trabajadores migrantes'],
  ['gifted', 'Con altas capacidades'],
  ['gifted and talented', 'Con altas capacidades y talentos'],
  ['at risk', 'En riesgo'],
]);

/** The Spanish of a need category's name; empty where nobody knows it but the district. */
export const spanishNeed = (name: string): string => SPANISH.get(name.trim().toLowerCase()) ?? '';
