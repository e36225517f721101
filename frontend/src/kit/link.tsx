import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';
import { cx } from './class-names';

export const linkClass = 'rounded-sm font-medium text-accent underline underline-offset-2 hover:text-accent-strong hover:decoration-2';

type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> };

const Anchor = ({ className, children, ...props }: AnchorProps) => (
  <a {...props} className={cx(className ?? linkClass)}>
    {children}
  </a>
);

/** A link inside the app: `to` is checked by the compiler. Give `className` to replace the look, not to add to it. */
export const Link = createLink(Anchor);
