import { LanguageChoice } from '../language-choice';
import { Brand } from '@kit/brand';
import { linkClass } from '@kit/link-class';
import { PageHeader } from '@kit/page-header';
import { Loading } from '@kit/skeleton';
import { ToastRegion } from '@kit/toast';
import { type ComponentType, lazy, Suspense } from 'react';

type Section = { id: string; title: string; Content: ComponentType };

/** In the order in which a page is built: its frame, what is done there, what is read there. */
const SECTIONS: readonly Section[] = [
  { id: 'frame', title: 'Frame of a page', Content: lazy(async () => ({ default: (await import('../kit-page/frame')).Frame })) },
  { id: 'actions', title: 'Actions', Content: lazy(async () => ({ default: (await import('../kit-page/actions')).Actions })) },
  { id: 'fields', title: 'Fields', Content: lazy(async () => ({ default: (await import('../kit-page/fields')).Fields })) },
  { id: 'choices', title: 'Choices', Content: lazy(async () => ({ default: (await import('../kit-page/choices')).Choices })) },
  { id: 'numbers', title: 'Numbers', Content: lazy(async () => ({ default: (await import('../kit-page/numbers')).Numbers })) },
  { id: 'explanations', title: 'Explanations', Content: lazy(async () => ({ default: (await import('../kit-page/explanations')).Explanations })) },
  { id: 'tables', title: 'Tables', Content: lazy(async () => ({ default: (await import('../kit-page/tables')).Tables })) },
  { id: 'charts', title: 'Charts', Content: lazy(async () => ({ default: (await import('../kit-page/pictures')).Pictures })) },
  { id: 'messages', title: 'Messages and states', Content: lazy(async () => ({ default: (await import('../kit-page/messages')).Messages })) },
  { id: 'work', title: 'Work that takes a while', Content: lazy(async () => ({ default: (await import('../kit-page/work')).Work })) },
  { id: 'plain', title: 'Plain controls', Content: lazy(async () => ({ default: (await import('../kit-page/plain-controls')).PlainControls })) },
];

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
      <main id="main" className="mx-auto max-w-page px-4 py-6 sm:px-6 sm:py-8">
        <PageHeader title="Kit" lead="Every control in its states. Build pages from these, and add a state here when you add one there." />
        <nav aria-label="Sections" data-print="hide" className="mb-6">
          <ul className="flex flex-wrap gap-x-6">
            {SECTIONS.map(({ id, title }) => (
              <li key={id} className="flex min-h-11 items-center">
                <a href={`#${id}`} className={linkClass}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="space-y-8">
          {SECTIONS.map(({ id, Content }) => (
            <div key={id} id={id} className="scroll-mt-4">
              <Suspense fallback={<Loading lines={8} />}>
                <Content />
              </Suspense>
            </div>
          ))}
        </div>
      </main>
      <ToastRegion />
    </>
  );
}
