export type SampleSchool = {
  id: string;
  name: string;
  level: 'Elementary' | 'Middle' | 'High';
  pupils: number;
  povertyShare: number;
  totalCents: number;
  changeCents: number | null;
};

const LEVELS = ['Elementary', 'Elementary', 'Elementary', 'Middle', 'High'] as const;
const TREES = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Ginkgo', 'Hazel', 'Ironwood', 'Juniper'] as const;
const PLACES = ['Hill', 'Creek', 'Park', 'Street', 'Valley', 'Point', 'Grove', 'Bay', 'Mesa', 'Bridge'] as const;

/** The same thousand schools at every look: a plain linear congruence stands for chance. */
function* chances(): Generator<number, never> {
  let state = 20_270_101;
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

function sampleSchools(count: number): SampleSchool[] {
  const chance = chances();
  return Array.from({ length: count }, (_, index) => {
    const level = LEVELS[index % LEVELS.length] ?? 'Elementary';
    const pupils = Math.round(180 + chance.next().value * (level === 'High' ? 1_700 : 640));
    const povertyShare = Math.round(chance.next().value * 920) / 1_000;
    const totalCents = Math.round(pupils * (742_000 + povertyShare * 260_000 + chance.next().value * 60_000));
    const change = Math.round(totalCents * (povertyShare - 0.45) * 0.12);
    const name = `${TREES[index % 10]} ${PLACES[Math.floor(index / 10) % 10]}${index < 100 ? '' : ` ${Math.floor(index / 100) + 1}`}`;
    return { id: String(index + 1), name, level, pupils, povertyShare, totalCents, changeCents: index % 37 === 0 ? null : change };
  });
}

export const SAMPLE_SCHOOLS: readonly SampleSchool[] = sampleSchools(1_000);
