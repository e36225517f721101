import { i18n } from '@lingui/core';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

i18n.loadAndActivate({ locale: 'en', messages: {} });
// A busy machine needs longer than a second to load a lazy part.
configure({ asyncUtilTimeout: 8_000 });
afterEach(cleanup);

// jsdom lays nothing out; the observers only need to exist.
class StillObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
// Nor does it know modal dialogs and popovers; open and closed is all a test needs.
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};
HTMLElement.prototype.showPopover ??= function showPopover() {};
HTMLElement.prototype.hidePopover ??= function hidePopover() {};
Element.prototype.scrollIntoView ??= function scrollIntoView() {};
vi.stubGlobal('ResizeObserver', StillObserver);
vi.stubGlobal('IntersectionObserver', StillObserver);
