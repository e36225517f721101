/** How a link in text looks, also one that leads out of the app. */
export const linkClass = 'rounded-sm font-medium text-accent underline underline-offset-2 hover:text-accent-strong hover:decoration-2';
