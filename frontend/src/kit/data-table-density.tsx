import { useLingui } from '@lingui/react/macro';
import { memo, useCallback, useState } from 'react';
import { IconButton } from './icon-button';

export type Density = 'comfortable' | 'compact';

const STORAGE_KEY = 'ssfr.table-density';

/** How close rows stand: one choice for all tables, kept on this device. */
export function useDensity(): [Density, (density: Density) => void] {
  const [density, setDensity] = useState<Density>(() =>
    localStorage.getItem(STORAGE_KEY) === 'compact' ? 'compact' : 'comfortable',
  );
  const keep = useCallback((next: Density) => {
    localStorage.setItem(STORAGE_KEY, next);
    setDensity(next);
  }, []);
  return [density, keep];
}

export const DensitySwitch = memo(function DensitySwitch({ density, onChange }: { density: Density; onChange: (density: Density) => void }) {
  const { t } = useLingui();
  const isCompact = density === 'compact';
  return (
    <span data-print="hide">
      <IconButton
        icon="rows"
        label={isCompact ? t`Show rows further apart` : t`Show rows closer together`}
        onPress={() => onChange(isCompact ? 'comfortable' : 'compact')}
      />
    </span>
  );
});
