import { Dialog } from '@kit/dialog';
import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { LanguageChoice } from './language-choice';
import type { NavigationItem } from './navigation';

type MobileNavigationProps = { items: readonly NavigationItem[]; isOpen: boolean; onClose: () => void };

/** The same places as the bar on a wide screen, as a list that thumbs can hit. */
export function MobileNavigation({ items, isOpen, onClose }: MobileNavigationProps) {
  const { t, i18n } = useLingui();
  const linkClass = 'flex min-h-11 items-center rounded-md px-3 font-medium';
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t`Menu`}>
      <nav aria-label={t`Main`}>
        <ul className="space-y-1">
          {[{ to: '/' as const, label: t`Home` }, ...items.map((item) => ({ to: item.to, label: i18n._(item.label) }))].map((item) => (
            <li key={item.to}>
              <Link
                to={item.to}
                onClick={onClose}
                className={linkClass}
                activeOptions={{ exact: item.to === '/' }}
                activeProps={{ className: 'bg-accent-soft text-accent' }}
                inactiveProps={{ className: 'text-ink hover:bg-sunken' }}
              >
                {item.label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-4 border-t border-line pt-4 sm:hidden">
        <LanguageChoice />
      </div>
    </Dialog>
  );
}
