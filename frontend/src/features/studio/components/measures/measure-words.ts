import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Completion, ExpressionUnit } from '../../api/expressions';

export const COMPLETION_WORDS: Record<Completion['kind'], MessageDescriptor> = {
  word: msg`word`,
  measure: msg`measure of the data`,
  derived_measure: msg`computed by you`,
  need_category: msg`pupils of a need`,
  level: msg`level`,
  source: msg`source`,
  flag: msg`flag`,
  school_type: msg`school type`,
  function: msg`function`,
};

export const UNIT_WORDS: Record<ExpressionUnit, MessageDescriptor> = {
  ratio: msg`a plain number or share`,
  pupils: msg`pupils`,
  dollars: msg`dollars`,
  dollars_per_pupil: msg`dollars per pupil`,
};

export const UNITS = Object.keys(UNIT_WORDS) as ExpressionUnit[];
