/**
 * *The life of a package*, *The life of an order* and what may be edited, written down from domain.md
 * for the stories. A cell says where a command leads: `approved>published` by two steps of one
 * transaction; or what is answered instead: `-` invalid-transition, `decided` already-decided,
 * `asked` reviewers-not-asked, `first` the answer of the first cancel, and nothing new.
 */
export interface Life {
  commands: string[];
  rows: LifeRow[];
}

export interface LifeRow {
  /** `approved`, or `being-edited, due`: after its availability date. */
  name: string;
  status: string;
  allowed: string[];
  /** Command -> cell. */
  cells: Record<string, string>;
}

export const PACKAGE_LIFE = life(`
                          | allowed               | submit           | approve            | reject   | publish   | cancel   | reinitialize
  being-edited            | submit approve cancel | pending-approval | approved           | -        | -         | canceled | -
  being-edited, due       | submit approve cancel | pending-approval | approved>published | -        | -         | canceled | -
  being-edited, reviewers | submit approve cancel | pending-approval | asked              | -        | -         | canceled | -
  pending-approval        | approve reject cancel | -                | approved           | rejected | -         | canceled | -
  pending-approval, due   | approve reject cancel | -                | approved>published | rejected | -         | canceled | -
  approved                | publish cancel        | -                | decided            | decided  | published | canceled | -
  rejected                | cancel                | -                | decided            | decided  | -         | canceled | -
  published               | cancel reinitialize   | -                | decided            | decided  | -         | canceled | being-edited
  canceled                | reinitialize          | -                | -                  | -        | -         | first    | being-edited
`);

/** `approved`: of automatic mode, which alone rests there. */
export const ORDER_LIFE = life(`
              | allowed               | place   | approve            | reject   | cancel
  draft       | place cancel          | ordered | -                  | -        | canceled
  ordered     | approve reject cancel | -       | approved>available | rejected | canceled
  approved    | cancel                | -       | decided            | decided  | canceled
  available   | cancel                | -       | decided            | decided  | canceled
  rejected    |                       | -       | decided            | decided  | -
  canceled    |                       | -       | -                  | -        | first
`);

/**
 * Field of a package -> where an edit of it leads in each status: `=` it stays what it is, `no` 409
 * that names the field. What approval is bound to returns it to being edited (*Fingerprint*).
 */
export const PACKAGE_EDITS = grid(`
                          | being-edited | pending-approval | approved     | rejected     | published | canceled
  label                   | =            | =                | =            | being-edited | =         | no
  folder                  | =            | =                | =            | being-edited | =         | no
  assignedTo              | =            | =                | =            | being-edited | =         | no
  reviewers               | =            | =                | =            | being-edited | no        | no
  approvalDeadline        | =            | =                | =            | being-edited | no        | no
  reminders               | =            | =                | =            | being-edited | no        | no
  schedule.end            | =            | being-edited     | being-edited | being-edited | =         | no
  registrationDeadline    | =            | being-edited     | being-edited | being-edited | =         | no
  personalizationDeadline | =            | being-edited     | being-edited | being-edited | =         | no
  audience, more          | =            | being-edited     | being-edited | being-edited | =         | no
  audience, fewer         | =            | being-edited     | being-edited | being-edited | no        | no
  schedule.start          | =            | being-edited     | being-edited | being-edited | no        | no
  availableAt             | =            | being-edited     | being-edited | being-edited | no        | no
  kind                    | =            | being-edited     | being-edited | being-edited | no        | no
  distributionLevel       | =            | being-edited     | being-edited | being-edited | no        | no
  referenceCampaign       | =            | being-edited     | being-edited | being-edited | no        | no
  orderApproval           | =            | being-edited     | being-edited | being-edited | no        | no
  allowMultipleOrders     | =            | being-edited     | being-edited | being-edited | no        | no
  form                    | =            | being-edited     | being-edited | being-edited | no        | no
`);

/**
 * Who edits which fields of an order in which status. `details` are label, assigned to and comment;
 * the parameters depend on the personalization deadline: none, ahead or passed; it is never before the
 * availability, so that it has not passed (`x`) where an order is approved.
 */
export const ORDER_EDITS = grid(`
            | central details | central none | central ahead | central passed | entity details | entity none | entity ahead | entity passed
  draft     | =               | =            | =             | =              | =              | =           | =            | no
  ordered   | =               | =            | =             | =              | =              | =           | =            | no
  approved  | =               | =            | =             | x              | no             | =           | =            | x
  available | =               | =            | =             | =              | no             | no          | =            | no
  rejected  | no              | no           | no            | no             | no             | no          | no           | no
  canceled  | no              | no           | no            | no             | no             | no          | no           | no
`);

/** Row -> column -> cell. */
type Grid = { row: string; column: string; cell: string }[];

function grid(text: string): Grid {
  const [head = [], ...rows] = lines(text);
  const [, ...columns] = head;
  return rows.flatMap(([row = '', ...cells]) => columns.map((column, index) => ({ row, column, cell: cells[index] ?? '' })));
}

function life(text: string): Life {
  const [head = [], ...rows] = lines(text);
  const [, , ...commands] = head;
  return {
    commands,
    rows: rows.map(([name = '', allowed = '', ...cells]) => ({
      name,
      status: name.split(',')[0] as string,
      allowed: allowed === '' ? [] : allowed.split(' '),
      cells: Object.fromEntries(commands.map((command, index) => [command, cells[index] as string])),
    })),
  };
}

function lines(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('|').map((cell) => cell.trim()));
}
