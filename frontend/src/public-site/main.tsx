import '@kit/page.css';
import { publicInvitations } from '@features/participation/api/public-invitation';
import { publicAllocations } from '@features/public-allocation/api/public-allocation';
import { askAsNobody } from '@lib/api';
import { declareLanguage, followOtherTabs, preferredLanguage } from '@lib/speech';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { type Address, addressOf } from './addresses';
import { activateLanguage } from './language';
import { Site } from './site';

const root = document.getElementById('root');
if (root === null) throw new Error('public-site.html has no element with the id "root"');

/** The answer comes while the texts do; a refusal is shown by the page, which asks for the same. */
function askEarly(address: Address): void {
  if (address.page === 'allocation') publicAllocations.askEarly(address.runId);
  if (address.page === 'take-part') publicInvitations.askEarly(address.token);
}

askAsNobody();
const address = addressOf(location.pathname);
const language = preferredLanguage();
declareLanguage(language);
askEarly(address);
followOtherTabs(activateLanguage);
await activateLanguage(language);
createRoot(root).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <Site address={address} />
    </I18nProvider>
  </StrictMode>,
);
