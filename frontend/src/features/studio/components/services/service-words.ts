import type { CentralService } from '@lib/api-types';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

export const MODES = ['central', 'devolved', 'sold'] as const satisfies readonly CentralService['mode'][];

export const MODE_WORDS: Record<CentralService['mode'], { name: MessageDescriptor; meaning: MessageDescriptor }> = {
  central: { name: msg`Keep it central`, meaning: msg`The central office runs it and pays for it; schools receive the service.` },
  devolved: { name: msg`Give it to schools`, meaning: msg`Its money is shared out by the source’s rules; each school arranges it for itself.` },
  sold: { name: msg`Sell it to schools`, meaning: msg`Its money is shared out, and schools buy the service back at the price.` },
};
