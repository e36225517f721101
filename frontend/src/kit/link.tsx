import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';
import { linkClass } from './link-class';

type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> };

// The router itself marks a link to the page in view with the class `active`; that is no look of its own.
const Anchor = ({ className, children, ...props }: AnchorProps) => (
  <a {...props} className={className === undefined || className === 'active' ? linkClass : className}>
    {children}
  </a>
);

/** A link inside the app: `to` is checked by the compiler. Give `className` to replace the look, not to add to it. */
export const Link = createLink(Anchor);
