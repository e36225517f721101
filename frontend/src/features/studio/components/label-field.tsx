import { TextField } from '@kit/text-field';
import { useState } from 'react';

type LabelFieldProps = {
  label: string;
  value: string;
  onCommit: (value: string) => void;
  placeholder?: string;
  isDisabled?: boolean;
  className?: string;
};

/** A short text that counts when the field is left, so that one name makes one step to undo. */
export function LabelField({ label, value, onCommit, placeholder, isDisabled, className }: LabelFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft.trim() !== value) onCommit(draft.trim());
    setDraft(null);
  };
  return (
    <TextField
      label={label}
      placeholder={placeholder}
      isDisabled={isDisabled}
      maxLength={200}
      className={className}
      value={draft ?? value}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}
