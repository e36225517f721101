/**
 * True when two documents say the same. What they share is not looked into, so that asking after every move of a slider
 * costs only the way down to what moved.
 */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((item, place) => isSame(item, other[place]))
    );
  }
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  // A part that is not set is not written out either.
  return Object.keys({ ...left, ...right }).every((key) => isSame(left[key], right[key]));
}
