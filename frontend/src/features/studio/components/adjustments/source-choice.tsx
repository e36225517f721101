import { Checkbox } from '@kit/checkbox';
import { type Editing, sourceName } from '../editing';

type SourceChoiceProps = {
  editing: Editing;
  legend: string;
  /** What choosing does, in one sentence. */
  note: string;
  /** What the choice is while nobody has made one. */
  allLabel: string;
  /** Sources that may be chosen. */
  choices: readonly string[];
  sourceIds: readonly string[] | null | undefined;
  onChange: (sourceIds: string[] | null) => void;
};

/** All sources that a setting is usually about, or some of them by name; never none. */
export function SourceChoice({ editing, legend, note, allLabel, choices, sourceIds, onChange }: SourceChoiceProps) {
  const chosen = new Set(sourceIds ?? []);
  const isOwn = sourceIds !== null && sourceIds !== undefined;
  // What the policy names stands in the list, whatever has become of it since.
  const listed = [...new Set([...choices, ...chosen])];
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-semibold">{legend}</legend>
      <p className="text-sm text-muted">{note}</p>
      <Checkbox
        label={allLabel}
        isSelected={!isOwn}
        isDisabled={!editing.canEdit || (!isOwn && choices.length === 0)}
        onChange={(all) => onChange(all ? null : choices.slice(0, 1))}
      />
      {isOwn &&
        listed.map((sourceId) => (
          <Checkbox
            key={sourceId}
            label={sourceName(editing, sourceId)}
            isSelected={chosen.has(sourceId)}
            isDisabled={!editing.canEdit || (chosen.has(sourceId) && chosen.size === 1)}
            onChange={(isIn) => onChange(isIn ? [...chosen, sourceId] : [...chosen].filter((one) => one !== sourceId))}
          />
        ))}
    </fieldset>
  );
}
