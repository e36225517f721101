import type { Mapping } from '../api/library';

/** The one need category that a group is counted by; a mapping of several stays as it is until it is changed. */
export function needOf(mapping: Mapping, group: string): { needCategory: string; shareBp: number } | null {
  const need = mapping.groups.find((one) => one.group === group)?.needs?.[0];
  return need === undefined ? null : { needCategory: need.need_category, shareBp: need.share_bp };
}

export function withNeed(mapping: Mapping, group: string, need: { needCategory: string; shareBp: number } | null): Mapping {
  const needs = need === null ? [] : [{ need_category: need.needCategory, share_bp: need.shareBp }];
  const groups = mapping.groups.filter((one) => one.group !== group);
  return { ...mapping, groups: [...groups, { group, needs }] };
}

export const shareOf = (mapping: Mapping, level: string, band: string): number =>
  mapping.levels.find((one) => one.level === level)?.bands.find((one) => one.band === band)?.share_bp ?? 0;

/** How much of a level is divided so far: 10,000 is all of it, and nothing else can be calculated. */
export const dividedBp = (mapping: Mapping, level: string): number =>
  mapping.levels.find((one) => one.level === level)?.bands.reduce((sum, band) => sum + band.share_bp, 0) ?? 0;

export function withShare(mapping: Mapping, level: string, band: string, shareBp: number): Mapping {
  const levels = mapping.levels.map((one) =>
    one.level === level
      ? { ...one, bands: [...one.bands.filter((other) => other.band !== band), ...(shareBp > 0 ? [{ band, share_bp: shareBp }] : [])] }
      : one,
  );
  return { ...mapping, levels };
}

export const isWhole = (mapping: Mapping): boolean => mapping.levels.every((level) => dividedBp(mapping, level.level) === 10_000);
