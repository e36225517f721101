/** The mark, and whose money this is. */
export function Brand({ districtName }: { districtName?: string }) {
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <svg aria-hidden="true" viewBox="0 0 32 32" className="size-8 shrink-0">
        <rect width="32" height="32" rx="7" className="fill-accent" />
        <path d="M7 22h4v-6H7zm7 0h4V9h-4zm7 0h4v-9h-4z" className="fill-on-accent" />
      </svg>
      <span className="min-w-0 leading-tight">
        <span className="block font-semibold text-ink">SSFR</span>
        {districtName !== undefined && (
          <span className="block max-w-36 truncate text-sm text-muted sm:max-w-56 lg:max-w-40 xl:max-w-80">{districtName}</span>
        )}
      </span>
    </span>
  );
}
