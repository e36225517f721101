import { Card } from '@kit/card';
import { Checkbox } from '@kit/checkbox';
import { RadioGroup } from '@kit/radio-group';
import { Switch } from '@kit/switch';
import { useState } from 'react';

export function Choices() {
  const [checked, setChecked] = useState(true);
  const [payer, setPayer] = useState('gainers');
  const [isOn, setOn] = useState(true);
  return (
    <Card title="Choices">
      <div className="grid gap-6 md:grid-cols-3">
        <div>
          <Checkbox label="Only schools that lose" isSelected={checked} onChange={setChecked} />
          <Checkbox label="All sources" isIndeterminate isSelected={false} onChange={setChecked} description="3 of 14 are chosen" />
          <Checkbox label="Not possible here" isSelected={false} isDisabled onChange={setChecked} />
        </div>
        <RadioGroup
          label="Who pays for the floor"
          selected={payer}
          onSelect={setPayer}
          items={[
            { id: 'reserve', label: 'A reserve', description: 'Money set aside for it' },
            { id: 'gainers', label: 'Schools that gain', description: 'Each in proportion to its gain' },
          ]}
        />
        <div>
          <Switch label="Watch list only" isSelected={isOn} onChange={setOn} />
          <Switch label="Show charter schools" isSelected={!isOn} onChange={(next) => setOn(!next)} />
          <Switch label="Not possible here" isSelected isDisabled onChange={setOn} />
        </div>
      </div>
    </Card>
  );
}
