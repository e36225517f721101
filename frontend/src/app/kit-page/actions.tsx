import { Button } from '@kit/button';
import { buttonClass } from '@kit/button-class';
import { Card } from '@kit/card';
import { Dialog } from '@kit/dialog';
import { IconButton } from '@kit/icon-button';
import { Link } from '@kit/link';
import { Menu } from '@kit/menu';
import { Popover } from '@kit/popover';
import { Tabs } from '@kit/tabs';
import { showToast } from '@kit/toast-queue';
import { useState } from 'react';

const nothing = () => undefined;

export function Actions() {
  const [isOpen, setOpen] = useState(false);
  const [tab, setTab] = useState('schools');
  return (
    <Card title="Actions" description="One primary action on a screen; the rest stays back.">
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary">Publish</Button>
        <Button>Compare</Button>
        <Button variant="quiet" icon="undo">
          Undo
        </Button>
        <Button variant="danger">Delete scenario</Button>
        <Button isDisabled>Not now</Button>
        <Button variant="primary" isPending>
          Saving
        </Button>
        <Button size="small" icon="plus">
          Add a rule
        </Button>
        <IconButton icon="print" label="Print" />
        <Link to="/kit">A link</Link>
        <Link to="/kit" className={buttonClass('secondary')}>
          A link as button
        </Link>
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button onPress={() => setOpen(true)}>Open the dialog</Button>
        <Menu
          label="More actions"
          items={[
            { id: 'copy', label: 'Make a copy', icon: 'file', onAction: nothing },
            { id: 'print', label: 'Print', icon: 'print', onAction: nothing },
            { id: 'lock', label: 'Lock (not yours to do)', icon: 'lock', isDisabled: true, onAction: nothing },
          ]}
        />
        <Popover label="What is a weight?" icon="help">
          A weight says how many times the money of one pupil a need brings. 0.25 adds a quarter.
        </Popover>
        <Button onPress={() => showToast({ text: 'Scenario saved', action: { label: 'Undo', onPress: nothing } })}>Show a toast</Button>
      </div>
      <div className="mt-6">
        <Tabs
          label="Views of the result"
          selected={tab}
          onSelect={setTab}
          items={[
            { id: 'schools', label: 'Schools', content: <p>Each school and its budget.</p> },
            { id: 'sources', label: 'Sources', content: <p>Each source and where it went.</p> },
            { id: 'changes', label: 'Changes', content: <p>Who gains and who loses.</p> },
          ]}
        />
      </div>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Publish these budgets?"
        footer={
          <>
            <Button onPress={() => setOpen(false)}>Go back</Button>
            <Button variant="primary" onPress={() => setOpen(false)}>
              Publish
            </Button>
          </>
        }
      >
        <p>102 schools will see their budget within seconds. The run that is in force now stays on record.</p>
      </Dialog>
    </Card>
  );
}
