import { type ReactNode, useEffect } from 'react';

export type PageHeaderProps = {
  /** Also the title of the browser's tab. */
  title: string;
  /** The first line of the page: what it is for, and what to do next. */
  lead: ReactNode;
  /** Small words above the title: where in the year or the district this is. */
  context?: ReactNode;
  actions?: ReactNode;
};

export function PageHeader({ title, lead, context, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · SSFR`;
  }, [title]);
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <div className="min-w-0">
        {context !== undefined && <p className="mb-1 text-sm font-medium text-muted">{context}</p>}
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <p className="mt-2 max-w-line text-muted">{lead}</p>
      </div>
      {actions !== undefined && (
        <div data-print="hide" className="flex flex-wrap gap-2">
          {actions}
        </div>
      )}
    </header>
  );
}
