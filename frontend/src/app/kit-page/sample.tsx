import type { ReactNode } from 'react';
import { cx } from '@kit/class-names';

export type SampleProps = {
  /** The file, as an import names it without its folder; a test compares these with the folders. */
  of: string;
  /** Takes the whole width of its section. */
  isWide?: boolean;
  children: ReactNode;
};

/** One control in its states, under the name of its file. */
export function Sample({ of, isWide = false, children }: SampleProps) {
  return (
    <div className={cx('min-w-0', isWide && 'lg:col-span-2')}>
      <h3 className="mb-3 border-b border-line pb-1 font-mono text-sm text-muted">{of}</h3>
      {children}
    </div>
  );
}

/** Samples beside each other where there is room. */
export function Samples({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-1 gap-x-8 gap-y-8 lg:grid-cols-2">{children}</div>;
}
