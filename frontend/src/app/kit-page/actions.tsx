import { Button } from '@kit/button';
import { buttonClass } from '@kit/button-class';
import { Card } from '@kit/card';
import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { FileButton } from '@kit/file-button';
import { IconButton } from '@kit/icon-button';
import { Link } from '@kit/link';
import { LoadingDialog, type LoadingDialogProps } from '@kit/loading-dialog';
import { Menu } from '@kit/menu';
import { Tabs } from '@kit/tabs';
import { showToast } from '@kit/toast-queue';
import { Tooltip } from '@kit/tooltip';
import { ApiProblem } from '@lib/problem';
import { useState } from 'react';
import { Sample, Samples } from './sample';

const nothing = () => undefined;
const WAITING = { error: null, refetch: nothing };
const REFUSED = { error: new ApiProblem({ type: 'about:blank', title: '', status: 0, code: 'unreachable' }), refetch: nothing };
const ROW = 'flex flex-wrap items-center gap-3';

export function Actions() {
  const [isOpen, setOpen] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [waiting, setWaiting] = useState<LoadingDialogProps['asked'] | null>(null);
  const [tab, setTab] = useState('schools');
  return (
    <Card title="Actions" description="One primary action on a screen; the rest stays back.">
      <Samples>
        <Sample of="button" isWide>
          <div className={ROW}>
            <Button variant="primary">Publish</Button>
            <Button>Compare</Button>
            <Button variant="quiet" icon="undo">
              Undo
            </Button>
            <Button variant="danger">Delete scenario</Button>
            <Button size="small" icon="plus">
              Add a rule
            </Button>
            <Button isDisabled>Not now</Button>
            <Button variant="primary" isPending>
              Saving
            </Button>
          </div>
        </Sample>
        <Sample of="link">
          <div className={ROW}>
            <Link to="/kit">A link</Link>
            <Link to="/kit" className={buttonClass('secondary')}>
              A link as button
            </Link>
          </div>
        </Sample>
        <Sample of="icon-button">
          <div className={ROW}>
            <IconButton icon="print" label="Print" />
            <IconButton icon="pin" label="Watch this school" />
            <IconButton icon="lock" label="Not yours to open" isDisabled />
          </div>
        </Sample>
        <Sample of="tooltip">
          <Tooltip text="Opens the page where these budgets are approved">
            <button type="button" className={buttonClass('secondary')}>
              Rest the pointer here, or tab to me
            </button>
          </Tooltip>
        </Sample>
        <Sample of="menu">
          <Menu
            label="More actions"
            items={[
              { id: 'copy', label: 'Make a copy', icon: 'file', onAction: nothing },
              { id: 'print', label: 'Print', icon: 'print', onAction: nothing },
              { id: 'lock', label: 'Lock (not yours to do)', icon: 'lock', isDisabled: true, onAction: nothing },
            ]}
          />
        </Sample>
        <Sample of="dialog">
          <div className={ROW}>
            <Button onPress={() => setOpen(true)}>Open the dialog</Button>
            <Button onPress={() => setAsking(true)}>Ask before it is done</Button>
          </div>
        </Sample>
        <Sample of="dialog-buttons">
          <div className="space-y-3">
            <div className={ROW}>
              <DialogButtons onClose={nothing} onPress={nothing}>
                Save
              </DialogButtons>
            </div>
            <div className={ROW}>
              <DialogButtons variant="danger" closing="Keep it" onClose={nothing} onPress={nothing} isPending>
                Delete scenario
              </DialogButtons>
            </div>
          </div>
        </Sample>
        <Sample of="loading-dialog">
          <div className={ROW}>
            <Button onPress={() => setWaiting(WAITING)}>Wait for what it edits</Button>
            <Button onPress={() => setWaiting(REFUSED)}>It does not come</Button>
          </div>
        </Sample>
        <Sample of="toast">
          <Button onPress={() => showToast({ text: 'Scenario saved', action: { label: 'Undo', onPress: nothing } })}>Show a toast</Button>
        </Sample>
        <Sample of="file-button">
          <div className={ROW}>
            <FileButton path="/allocation/v1/sample">Workbook (the server refuses)</FileButton>
          </div>
        </Sample>
        <Sample of="tabs">
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
        </Sample>
      </Samples>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Publish these budgets?"
        footer={
          <DialogButtons onClose={() => setOpen(false)} onPress={() => setOpen(false)}>
            Publish
          </DialogButtons>
        }
      >
        <p>102 schools will see their budget within seconds. The run that is in force now stays on record.</p>
      </Dialog>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title="Delete “Equity first”?"
        role="alertdialog"
        isBlocking
        footer={
          <DialogButtons variant="danger" closing="Keep it" onClose={() => setAsking(false)} onPress={() => setAsking(false)}>
            Delete scenario
          </DialogButtons>
        }
      >
        <p>Its 12 versions and their comments go with it.</p>
      </Dialog>
      {waiting !== null && <LoadingDialog asked={waiting} title="Levels and need categories" onClose={() => setWaiting(null)} />}
    </Card>
  );
}
