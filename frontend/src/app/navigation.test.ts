import type { Role } from '@lib/api-types';
import { expect, it } from 'vitest';
import { navigationFor } from './navigation';

const pages = (role: Role) => navigationFor([role]).map((item) => item.to);

it('shows each role its own pages and nothing else', () => {
  expect(pages('budget_director')).toEqual(['/data', '/studio', '/published', '/funding']);
  expect(pages('board_member')).toEqual(['/studio', '/published', '/funding']);
  expect(pages('principal')).toEqual(['/funding']);
  expect(pages('district_it')).toEqual(['/data']);
  expect(pages('family_or_community')).toEqual([]);
});
