import { i18n } from '@lingui/core';
import { I18nProvider, useLingui } from '@lingui/react';
import { activateLanguage } from '@lib/language';
import { ariaLocale, followOtherTabs } from '@lib/speech';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { I18nProvider as AriaI18nProvider } from 'react-aria-components/I18nProvider';
import { loadEarly } from './load-early';
import { createQueryClient } from './query-client';
import { createAppRouter } from './router';
import { SignedOutRedirect } from './signed-out-redirect';

const queryClient = createQueryClient();
const router = createAppRouter(queryClient);
loadEarly(router, queryClient);
followOtherTabs(async (language) => {
  await activateLanguage(language);
  await queryClient.invalidateQueries();
});

function AriaLanguage({ children }: { children: ReactNode }) {
  const { i18n: active } = useLingui();
  return <AriaI18nProvider locale={ariaLocale(active.locale)}>{children}</AriaI18nProvider>;
}

export function App() {
  return (
    <I18nProvider i18n={i18n}>
      <AriaLanguage>
        <QueryClientProvider client={queryClient}>
          <SignedOutRedirect router={router} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AriaLanguage>
    </I18nProvider>
  );
}
