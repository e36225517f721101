import { TakePartPage } from '@features/participation/components/take-part-page';
import { PublicPage } from '@features/public-allocation/components/public-page';
import { Brand } from '@kit/brand';
import { LanguageSwitch } from '@kit/language-switch';
import { linkClass } from '@kit/link-class';
import { Trans, useLingui } from '@lingui/react/macro';
import { type Address, allocationAddress } from './addresses';
import { chooseLanguage } from './language';
import { NoSuchPage } from './no-such-page';

/** The frame of the pages that nobody signs in for: whose they are, and in which language. */
export function Site({ address }: { address: Address }) {
  const { i18n } = useLingui();
  return (
    <div className="flex min-h-dvh flex-col print:block print:min-h-0">
      <a
        href="#main"
        className="sr-only rounded-md bg-accent px-4 py-2 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        <Trans>Skip to content</Trans>
      </a>
      <header data-print="hide" className="border-b border-line bg-surface">
        <div className="mx-auto flex min-h-16 max-w-page items-center justify-between gap-4 px-4 sm:px-6">
          <Brand />
          <LanguageSwitch language={i18n.locale} onChange={(language) => void chooseLanguage(language)} />
        </div>
      </header>
      <main id="main" className="mx-auto w-full max-w-page grow px-4 py-8 sm:px-6 print:p-0">
        <PageAt address={address} />
      </main>
    </div>
  );
}

function PageAt({ address }: { address: Address }) {
  switch (address.page) {
    case 'allocation':
      return (
        <PublicPage
          runId={address.runId}
          pageLink={(other, words) => (
            <a href={allocationAddress(other, location.search)} className={linkClass}>
              {words}
            </a>
          )}
        />
      );
    case 'take-part':
      return <TakePartPage token={address.token} />;
    case 'nothing':
      return <NoSuchPage />;
  }
}
