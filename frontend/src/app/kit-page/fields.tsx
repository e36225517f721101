import { Card } from '@kit/card';
import { ComboBox } from '@kit/combo-box';
import { FileDrop } from '@kit/file-drop';
import { MoneyInput } from '@kit/money-input';
import { NumberField } from '@kit/number-field';
import { PercentInput } from '@kit/percent-input';
import { Select } from '@kit/select';
import { Slider } from '@kit/slider';
import { TextField } from '@kit/text-field';
import { useState } from 'react';

const SCHOOLS = [
  { id: '413', label: 'Alvarado', note: 'Elementary, 512 pupils' },
  { id: '858', label: 'Aptos', note: 'Middle, 1,004 pupils' },
  { id: '405', label: 'Balboa', note: 'High, 1,211 pupils' },
];
const CONTROLS = [
  { id: 'school', label: 'The school decides' },
  { id: 'school_visible', label: 'The district decides, the school sees it' },
  { id: 'central', label: 'Central office only' },
];

export function Fields() {
  const [name, setName] = useState('Equity first');
  const [amount, setAmount] = useState<number | null>(432_250);
  const [empty, setEmpty] = useState<number | null>(null);
  const [weight, setWeight] = useState('0.25');
  const [count, setCount] = useState<string | null>('412');
  const [floor, setFloor] = useState<number | null>(9_500);
  const [control, setControl] = useState<string | null>('school');
  const [nothingYet, setNothingYet] = useState<string | null>(null);
  const [school, setSchool] = useState<string | null>(null);
  const [fileName, setFileName] = useState<string | null>(null);
  return (
    <Card title="Fields" description="Labels stay in view, errors say what to do, what was typed is never lost.">
      <div className="grid grid-cols-1 gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
        <TextField label="Scenario name" value={name} onChange={setName} description="Others see this name." />
        <TextField label="User name" value="" errorMessage="Type your user name." />
        <TextField label="Fiscal year" value="2027" isDisabled />
        <MoneyInput label="Amount" value={amount} onChange={setAmount} description="Try 4,322 or 1.234,50 or two pasted cells." />
        <MoneyInput label="Reserve" value={empty} onChange={setEmpty} errorMessage="The floors need $200,000 more." />
        <PercentInput label="Hold-harmless floor" value={floor} onChange={setFloor} />
        <NumberField label="Pupils" value={count} onChange={setCount} maxDecimals={2} />
        <NumberField label="Schools this small are exempt" value={count} onChange={setCount} suffix="pupils" className="max-w-36" />
        <Select label="Who controls it" items={CONTROLS} selected={control} onSelect={setControl} />
        <Select
          label="Payer"
          items={CONTROLS}
          selected={nothingYet}
          onSelect={setNothingYet}
          placeholder="Choose one"
          errorMessage={nothingYet === null ? 'Choose who pays.' : null}
        />
        <ComboBox label="School" items={SCHOOLS} selected={school} onSelect={setSchool} placeholder="Type a part of the name" />
        <TextField label="Reason" lines={3} placeholder="Why these budgets?" />
        <Slider label="Poverty weight" value={weight} onMove={setWeight} min={0} max={2} step={0.05} />
      </div>
      <div className="mt-6 grid grid-cols-1 gap-6 sm:grid-cols-2">
        <FileDrop
          label="Pupil counts"
          endings={['.csv', '.xlsx']}
          description="CSV or Excel, up to 50 MB"
          fileName={fileName}
          onFile={(file) => setFileName(file.name)}
        />
        <FileDrop
          label="Revenue sources"
          endings={['.csv', '.xlsx']}
          fileName="revenue-2027.csv"
          progress={{ label: 'Reading the file', share: 0.62 }}
          onFile={() => undefined}
        />
      </div>
    </Card>
  );
}
