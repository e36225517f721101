import { LanguageChoice } from '../language-choice';
import { Brand } from '@kit/brand';
import { ToastRegion } from '@kit/toast';
import { PageHeader } from '@kit/page-header';
import { Actions } from '../kit-page/actions';
import { Choices } from '../kit-page/choices';
import { Fields } from '../kit-page/fields';
import { Messages } from '../kit-page/messages';
import { Numbers } from '../kit-page/numbers';
import { lazy, Suspense } from 'react';

const Pictures = lazy(async () => ({ default: (await import('../kit-page/pictures')).Pictures }));
const PlainControls = lazy(async () => ({ default: (await import('../kit-page/plain-controls')).PlainControls }));
const Tables = lazy(async () => ({ default: (await import('../kit-page/tables')).Tables }));

/** Every control in its states, for builders, for axe and for screenshots. Its samples are not translated. */
export function KitPage() {
  return (
    <>
      <header data-print="hide" className="border-b border-line bg-surface">
        <div className="mx-auto flex min-h-16 max-w-page items-center justify-between px-4 sm:px-6">
          <Brand districtName="Kit" />
          <LanguageChoice />
        </div>
      </header>
      <main id="main" className="mx-auto max-w-page space-y-6 px-4 py-6 sm:px-6 sm:py-8">
        <PageHeader title="Kit" lead="Every control in its states. Build pages from these, and add a state here when you add one there." />
        <Actions />
        <Fields />
        <Choices />
        <Numbers />
        <Messages />
        <Suspense>
          <PlainControls />
          <Tables />
          <Pictures />
        </Suspense>
      </main>
      <ToastRegion />
    </>
  );
}
