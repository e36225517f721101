const PATHS = {
  check: 'M4 12.5l5 5L20 6.5',
  close: 'M6 6l12 12M18 6L6 18',
  menu: 'M4 7h16M4 12h16M4 17h16',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  'chevron-down': 'M6 9l6 6 6-6',
  'chevron-right': 'M9 6l6 6-6 6',
  'chevron-left': 'M15 6l-6 6 6 6',
  sort: 'M8 10l4-4 4 4M8 14l4 4 4-4',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  undo: 'M9 14L4 9l5-5M4 9h10a6 6 0 016 6v0a6 6 0 01-6 6h-3',
  info: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 11v5M12 7.6v.4',
  warning: 'M12 4L2.5 20h19zM12 10v4M12 17v.2',
  error: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 7.5v5.5M12 16v.2',
  lock: 'M6 11h12v9H6zM9 11V8a3 3 0 016 0v3',
  school: 'M3 20h18M5 20V10l7-5 7 5v10M10 20v-5h4v5',
  user: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4 20c1.5-4 4.5-5.5 8-5.5s6.5 1.5 8 5.5',
  globe: 'M12 3a9 9 0 100 18 9 9 0 000-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  upload: 'M12 16V5M7 9.5l5-5 5 5M4 17v3h16v-3',
  download: 'M12 5v11M7 11.5l5 5 5-5M4 19v1h16v-1',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14',
  search: 'M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM15.5 15.5L20 20',
  clock: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 7v5l3.5 2',
  help: 'M12 3a9 9 0 100 18 9 9 0 000-18zM9.5 9.5a2.5 2.5 0 113.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.6v.2',
  more: 'M5 11a1 1 0 100 2 1 1 0 000-2zM12 11a1 1 0 100 2 1 1 0 000-2zM19 11a1 1 0 100 2 1 1 0 000-2z',
  'sign-out': 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
  pin: 'M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v5',
  equal: 'M6 9h12M6 15h12',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  rows: 'M4 6h16M4 10h16M4 14h16M4 18h16',
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon; decoration only, so the words beside it carry the meaning. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      width="1.25em"
      height="1.25em"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`inline-block shrink-0 align-[-0.25em] ${className ?? ''}`}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
