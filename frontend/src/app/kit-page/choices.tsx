import { Card } from '@kit/card';
import { Checkbox } from '@kit/checkbox';
import { ComboBox } from '@kit/combo-box';
import { OptionList } from '@kit/option-list';
import { RadioGroup } from '@kit/radio-group';
import { Select } from '@kit/select';
import { Switch } from '@kit/switch';
import { useState } from 'react';
import { Sample, Samples } from './sample';

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

export function Choices() {
  const [checked, setChecked] = useState(true);
  const [payer, setPayer] = useState('gainers');
  const [isOn, setOn] = useState(true);
  const [control, setControl] = useState<string | null>('school');
  const [nothingYet, setNothingYet] = useState<string | null>(null);
  const [school, setSchool] = useState<string | null>(null);
  return (
    <Card title="Choices" description="A few stand in sight; of many, a part of the name is typed.">
      <Samples>
        <Sample of="checkbox">
          <Checkbox label="Only schools that lose" isSelected={checked} onChange={setChecked} />
          <Checkbox label="All sources" isIndeterminate isSelected={false} onChange={setChecked} description="3 of 14 are chosen" />
          <Checkbox label="Not possible here" isSelected={false} isDisabled onChange={setChecked} />
        </Sample>
        <Sample of="switch">
          <Switch label="Watch list only" isSelected={isOn} onChange={setOn} />
          <Switch label="Show charter schools" isSelected={!isOn} onChange={(next) => setOn(!next)} />
          <Switch label="Not possible here" isSelected isDisabled onChange={setOn} />
        </Sample>
        <Sample of="radio-group">
          <RadioGroup
            label="Who pays for the floor"
            selected={payer}
            onSelect={setPayer}
            items={[
              { id: 'reserve', label: 'A reserve', description: 'Money set aside for it' },
              { id: 'gainers', label: 'Schools that gain', description: 'Each in proportion to its gain' },
              { id: 'state', label: 'The state', description: 'Not in this year', isDisabled: true },
            ]}
          />
        </Sample>
        <Sample of="select">
          <div className="space-y-4">
            <Select label="Who controls it" items={CONTROLS} selected={control} onSelect={setControl} description="Schools see this word too." />
            <Select
              label="Payer"
              items={CONTROLS}
              selected={nothingYet}
              onSelect={setNothingYet}
              placeholder="Choose one"
              errorMessage={nothingYet === null ? 'Choose who pays.' : null}
            />
          </div>
        </Sample>
        <Sample of="combo-box">
          <ComboBox label="School" items={SCHOOLS} selected={school} onSelect={setSchool} placeholder="Type a part of the name" />
        </Sample>
        <Sample of="option-list">
          <div className="rounded-md border border-line bg-surface p-1">
            <OptionList id="kit-schools" label="Schools found" items={SCHOOLS} selected="413" active={1} onActivate={nothing} onChoose={nothing} />
          </div>
        </Sample>
      </Samples>
    </Card>
  );
}

const nothing = () => undefined;
