import { Card } from '@kit/card';
import { FileDrop } from '@kit/file-drop';
import { MoneyInput } from '@kit/money-input';
import { NumberField } from '@kit/number-field';
import { PercentInput } from '@kit/percent-input';
import { Slider } from '@kit/slider';
import { TextField } from '@kit/text-field';
import { useState } from 'react';
import { Sample, Samples } from './sample';

export function Fields() {
  const [name, setName] = useState('Equity first');
  const [amount, setAmount] = useState<number | null>(432_250);
  const [empty, setEmpty] = useState<number | null>(null);
  const [weight, setWeight] = useState('0.25');
  const [count, setCount] = useState<string | null>('412');
  const [floor, setFloor] = useState<number | null>(9_500);
  const [fileName, setFileName] = useState<string | null>(null);
  return (
    <Card title="Fields" description="Labels stay in view, errors say what to do, what was typed is never lost.">
      <Samples>
        <Sample of="text-field" isWide>
          <div className="grid grid-cols-1 gap-x-6 gap-y-5 sm:grid-cols-2">
            <TextField label="Scenario name" value={name} onChange={setName} description="Others see this name." />
            <TextField label="User name" value="" errorMessage="Type your user name." />
            <TextField label="Fiscal year" value="2027" isDisabled />
            <TextField label="Reason" lines={3} placeholder="Why these budgets?" />
          </div>
        </Sample>
        <Sample of="money-input">
          <div className="space-y-5">
            <MoneyInput label="Amount" value={amount} onChange={setAmount} description="Try 4,322 or 1.234,50 or two pasted cells." />
            <MoneyInput label="Reserve" value={empty} onChange={setEmpty} errorMessage="The floors need $200,000 more." />
            <MoneyInput label="Amount of a locked source" value={120_000_000} onChange={setEmpty} isDisabled />
          </div>
        </Sample>
        <Sample of="number-field">
          <div className="space-y-5">
            <NumberField label="Pupils" value={count} onChange={setCount} maxDecimals={2} />
            <NumberField label="Schools this small are exempt" value={count} onChange={setCount} suffix="pupils" />
          </div>
        </Sample>
        <Sample of="percent-input">
          <PercentInput label="Hold-harmless floor" value={floor} onChange={setFloor} />
        </Sample>
        <Sample of="slider">
          <Slider label="Poverty weight" value={weight} onMove={setWeight} min={0} max={2} step={0.05} suffix="×" />
        </Sample>
        <Sample of="file-drop" isWide>
          <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
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
        </Sample>
      </Samples>
    </Card>
  );
}
