import { IconButton } from '@kit/icon-button';
import { ToastRegion } from '@kit/toast';
import { useLiveUpdates } from '@lib/live-updates';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Brand } from '@kit/brand';
import { LanguageChoice } from './language-choice';
import { navigationFor } from './navigation';
import { UserMenu } from './user-menu';

// Wide screens never need it, so it comes when it is opened.
const MobileNavigation = lazy(async () => ({ default: (await import('./mobile-navigation')).MobileNavigation }));

/** The frame of every page behind the sign-in: where you are, where you can go, who you are. */
export function Shell() {
  const { t, i18n } = useLingui();
  const me = useMe();
  const [isNavigationOpen, setNavigationOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const lastPathname = useRef(pathname);
  useLiveUpdates(true);

  // After a change of page the keyboard and the screen reader start at the new content.
  useEffect(() => {
    if (lastPathname.current !== undefined && lastPathname.current !== pathname) main.current?.focus({ preventScroll: true });
    lastPathname.current = pathname;
  }, [pathname]);

  const items = navigationFor(me.roles);
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only rounded-md bg-accent px-4 py-2 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        <Trans>Skip to content</Trans>
      </a>
      <header data-print="hide" className="border-b border-line bg-surface">
        <div className="mx-auto flex min-h-16 max-w-page items-center gap-2 px-4 sm:px-6">
          <Link to="/" className="min-w-0 shrink-0 rounded-md">
            <Brand districtName={me.district_name} />
          </Link>
          <nav aria-label={t`Main`} className="ml-4 hidden self-stretch lg:flex">
            <ul className="flex gap-1">
              {items.map((item) => (
                <li key={item.to} className="flex">
                  <Link
                    to={item.to}
                    className="-mb-px flex items-center border-b-2 px-3 font-medium transition-colors"
                    activeProps={{ className: 'border-accent text-accent' }}
                    inactiveProps={{ className: 'border-transparent text-muted hover:text-ink forced-colors:border-[Canvas]' }}
                  >
                    {i18n._(item.label)}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <div className="ml-auto flex items-center gap-1">
            <span className="hidden sm:block">
              <LanguageChoice />
            </span>
            <UserMenu me={me} />
            <IconButton icon="menu" label={t`Menu`} onPress={() => setNavigationOpen(true)} className="lg:hidden" />
          </div>
        </div>
      </header>
      {isNavigationOpen && (
        <Suspense>
          <MobileNavigation items={items} isOpen onClose={() => setNavigationOpen(false)} />
        </Suspense>
      )}
      <main ref={main} id="main" tabIndex={-1} className="mx-auto w-full max-w-page grow px-4 py-6 outline-none sm:px-6 sm:py-8">
        <Outlet />
      </main>
      <footer data-print="hide" className="border-t border-line">
        <p className="mx-auto flex max-w-page flex-wrap gap-x-4 gap-y-1 px-4 py-4 text-sm text-muted sm:px-6">
          <span>
            <Trans>Every amount here can be asked why: open it to see its arithmetic.</Trans>
          </span>
          <Link to="/help" className="font-medium text-accent underline underline-offset-2">
            <Trans>Help</Trans>
          </Link>
        </p>
      </footer>
      <ToastRegion />
    </div>
  );
}
