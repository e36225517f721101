import { Notice } from '@kit/notice';
import { PageHeader } from '@kit/page-header';
import type { Role } from '@lib/api-types';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { EditorHome } from './editor-home';
import { ReaderHome } from './reader-home';
import { SchoolHome } from './school-home';

type Kind = 'editor' | 'data' | 'reader' | 'school' | 'none';

const KINDS: Partial<Record<Role, Kind>> = {
  superintendent: 'editor',
  budget_director: 'editor',
  budget_analyst: 'editor',
  district_it: 'data',
  board_member: 'reader',
  project_manager: 'reader',
  principal: 'school',
  school_team_member: 'school',
  council_member: 'school',
  teacher_or_staff: 'school',
};
const WIDEST_FIRST: readonly Kind[] = ['editor', 'data', 'reader', 'school', 'none'];

function kindOf(roles: readonly Role[]): Kind {
  const kinds = new Set(roles.map((role) => KINDS[role] ?? 'none'));
  return WIDEST_FIRST.find((kind) => kinds.has(kind)) ?? 'none';
}

/** "What now": the next step of this person's work, and where the year stands. */
export function HomePage() {
  const { t } = useLingui();
  const me = useMe();
  const kind = kindOf(me.roles);
  const leads: Record<Kind, string> = {
    editor: t`This page shows how far this year’s budgets are, and the step that is next.`,
    data: t`This page shows which data is in. Bring in what is missing; the budget office does the rest.`,
    reader: t`This page shows what is published. Open it to see every school and every source.`,
    school: t`This page shows your school’s money for the year. Open it to see where each dollar comes from.`,
    none: t`This page shows what your role can do here.`,
  };
  return (
    <>
      <PageHeader title={t`Hello, ${me.display_name}`} lead={leads[kind]} context={me.district_name} />
      {(kind === 'editor' || kind === 'data') && <EditorHome canDecide={kind === 'editor'} />}
      {kind === 'reader' && <ReaderHome />}
      {kind === 'school' && <SchoolHome schoolIds={me.school_ids} />}
      {kind === 'none' && (
        <Notice title={t`Nothing waits for you today`}>
          <Trans>Your role has no task in this year’s budget round yet. When one opens, it will stand here.</Trans>
        </Notice>
      )}
    </>
  );
}
