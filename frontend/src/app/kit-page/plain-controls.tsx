import { Card } from '@kit/card';
import { PlainButton } from '@kit/plain-button';
import { PlainTextField } from '@kit/plain-text-field';
import { ShortTable } from '@kit/short-table';
import { StopSlider } from '@kit/stop-slider';
import { formatWhole } from '@lib/number-format';
import { useState } from 'react';
import { Sample, Samples } from './sample';
import { SAMPLE_SCHOOLS } from './sample-schools';

const STEP = 0.05;
const SCHOOLS = SAMPLE_SCHOOLS.slice(0, 6);

export function PlainControls() {
  const [search, setSearch] = useState('');
  const [weight, setWeight] = useState('0.25');
  const rows = SCHOOLS.filter((school) => school.name.toLowerCase().includes(search.toLowerCase()));
  return (
    <Card title="Plain controls" description="The browser’s own, for pages without sign-in: they bring no library along.">
      <Samples>
        <Sample of="plain-button">
          <div className="flex flex-wrap items-center gap-3">
            <PlainButton variant="primary">Send</PlainButton>
            <PlainButton icon="print">Print</PlainButton>
            <PlainButton disabled>Not now</PlainButton>
            <PlainButton variant="primary" isPending>
              Sending
            </PlainButton>
          </div>
        </Sample>
        <Sample of="stop-slider">
          <StopSlider
            label="Weight of poverty"
            value={weight}
            first={0}
            last={40}
            valueAt={(stop) => String(Number((stop * STEP).toFixed(2)))}
            stopNear={(value) => Math.min(Math.max(Math.round(Number(value) / STEP), 0), 40)}
            sayOf={(value) => value}
            onMove={setWeight}
            onRest={setWeight}
          />
        </Sample>
        <Sample of="plain-text-field">
          <PlainTextField label="Name of a school" type="search" value={search} onChange={setSearch} description="A part of it is enough." />
        </Sample>
        <Sample of="short-table">
          <ShortTable
            caption="Pupils by school, sample data"
            rows={rows}
            rowId={(school) => school.id}
            initialSort={{ columnId: 'name', direction: 'ascending' }}
            columns={[
              { id: 'name', header: 'School', cell: (school) => school.name, sortValue: (school) => school.name, footer: 'All schools' },
              { id: 'pupils', header: 'Pupils', align: 'end', cell: (school) => formatWhole(school.pupils), sortValue: (school) => school.pupils },
            ]}
          />
        </Sample>
      </Samples>
    </Card>
  );
}
