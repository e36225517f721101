import { TakePartPage as Page } from '@features/participation/components/take-part-page';
import { Trans } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { Brand } from '../brand';
import { LanguageChoice } from '../language-choice';

/** The frame of a page that nobody signs in for: whose it is, and in which language. */
export function TakePartPage() {
  const { token } = useParams({ from: '/take-part/$token' });
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only rounded-md bg-accent px-4 py-2 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        <Trans>Skip to content</Trans>
      </a>
      <header data-print="hide" className="border-b border-line bg-surface">
        <div className="mx-auto flex min-h-16 max-w-page items-center justify-between gap-4 px-4 sm:px-6">
          <Brand />
          <LanguageChoice />
        </div>
      </header>
      <main id="main" className="mx-auto w-full max-w-page grow px-4 py-8 sm:px-6">
        <Page key={token} token={token} />
      </main>
    </div>
  );
}
