import type { Rule, SharesRule } from '@lib/api-types';
import { ofKind, type QuickRuleProps } from './change-rule';
import { FoundationEditor } from './foundation-editor';
import { GrantsEditor } from './grants-editor';
import { PerPupilFields } from './per-pupil-fields';
import { ProportionalFields, WeightedPoolFields } from './pool-fields';
import { PoolSize } from './pool-size';
import { CompositeEditor } from './rules/composite-editor';
import { FormulaEditor } from './rules/formula-editor';
import { IncentiveEditor } from './rules/incentive-editor';
import { PriorYearEditor } from './rules/prior-year-editor';
import { StaffingEditor } from './rules/staffing-editor';
import { ConcentrationEditor, EnrollmentFloorEditor, ThresholdSupplementEditor } from './rules/supplement-editors';
import { SharesEditor } from './shares-editor';

const isShares = (rule: Rule): rule is SharesRule => rule.kind === 'shares';

/** The numbers of a rule, each kind in its own way. */
export function RuleParameters({ editing, rule, saved, id, onChange }: QuickRuleProps) {
  switch (rule.kind) {
    case 'per_pupil':
      return <PerPupilFields editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'weighted_pool':
      return <WeightedPoolFields editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'shares':
      return (
        <>
          <PoolSize canEdit={editing.canEdit} amountCents={rule.pool_amount_cents} shareBp={rule.pool_share_bp} onChange={onChange} />
          <SharesEditor editing={editing} rule={rule} saved={saved} id={id} onChange={ofKind(isShares, onChange)} />
        </>
      );
    case 'foundation':
      return <FoundationEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'proportional':
      return <ProportionalFields editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'school_grant':
      return <GrantsEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'threshold_supplement':
      return <ThresholdSupplementEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'enrollment_floor':
      return <EnrollmentFloorEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'concentration':
      return <ConcentrationEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'staffing_ratio':
      return <StaffingEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'prior_year_change':
      return <PriorYearEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'composite_index':
      return (
        <>
          <PoolSize canEdit={editing.canEdit} amountCents={rule.pool_amount_cents} shareBp={rule.pool_share_bp} onChange={onChange} />
          <CompositeEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />
        </>
      );
    case 'incentive':
      return <IncentiveEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
    case 'formula':
      return <FormulaEditor editing={editing} rule={rule} saved={saved} id={id} onChange={onChange} />;
  }
}
