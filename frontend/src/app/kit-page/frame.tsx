import { Brand } from '@kit/brand';
import { Card } from '@kit/card';
import { Icon, type IconName } from '@kit/icon';
import { LanguageSwitch } from '@kit/language-switch';
import { useState } from 'react';
import { Sample, Samples } from './sample';

/** Each icon, and the words it stands beside. */
const ICONS: Record<IconName, string> = {
  check: 'Done',
  close: 'Close',
  menu: 'Navigation',
  plus: 'Add',
  minus: 'Take away',
  up: 'More than before',
  down: 'Less than before',
  'chevron-down': 'Open',
  'chevron-right': 'Go on',
  'chevron-left': 'Go back',
  sort: 'Sort',
  edit: 'Change',
  undo: 'Undo',
  info: 'Good to know',
  warning: 'Look at this',
  error: 'Wrong',
  lock: 'Locked',
  school: 'School',
  user: 'Person',
  globe: 'Everybody',
  upload: 'Bring in',
  download: 'Take away as a file',
  file: 'File',
  table: 'As a table',
  search: 'Find',
  clock: 'Waiting',
  help: 'Explained',
  more: 'More',
  'sign-out': 'Sign out',
  pin: 'Watch',
  equal: 'As before',
  print: 'Print',
  rows: 'Row height',
};

export function Frame() {
  const [language, setLanguage] = useState('en');
  return (
    <Card title="Frame of a page" description="Whose page it is, what it is for, and in which language.">
      <Samples>
        <Sample of="brand">
          <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
            <Brand districtName="Juniper Valley School District" />
            <Brand />
          </div>
        </Sample>
        <Sample of="language-switch">
          <LanguageSwitch language={language} onChange={setLanguage} />
        </Sample>
        <Sample of="card" isWide>
          <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
            <Card title="Winners and losers" level={3} description="A title makes it a region that can be jumped to.">
              Its content.
            </Card>
            <Card>A card without a title.</Card>
          </div>
        </Sample>
        <Sample of="icon" isWide>
          <ul className="grid grid-cols-2 gap-x-4 gap-y-2 text-sm sm:grid-cols-3 lg:grid-cols-4">
            {(Object.keys(ICONS) as IconName[]).map((name) => (
              <li key={name} className="flex min-w-0 items-center gap-2">
                <Icon name={name} className="text-lg text-muted" />
                {ICONS[name]}
              </li>
            ))}
          </ul>
        </Sample>
      </Samples>
    </Card>
  );
}
